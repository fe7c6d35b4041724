import type { Context } from "../../compile/context.ts";
import { clockSkew } from "../../model/probe.ts";
import type { Gate } from "../../model/gate.ts";
import type { Verdict } from "../verdict.ts";
import type { Confirmation } from "../../model/confirmation.ts";

type PeopleGate = Extract<Gate, { readonly kind: "checklist" | "approval" }>;

/** What people's gates are judged from. */
export interface PeopleCase {
  readonly context: Context;
  readonly name: string;
  readonly gate: PeopleGate;
  readonly confirmations: readonly Confirmation[];
  /** When the stay at the stage began, Unix seconds; `undefined` where nobody knows. */
  readonly since: number | undefined;
  /** Unix seconds. */
  readonly now: number;
}

/** Judges a checklist or an approval: pass when nothing remains, else unknown, with what is waited for. It never fails. */
export function judgePeople(given: PeopleCase): Verdict {
  const { name, gate } = given;
  const head = { gate: name, kind: gate.kind, rollback: false } as const;
  const remaining = gate.kind === "checklist" ? openItems(given, gate) : openApprovals(given, gate);
  if (remaining.length === 0) {
    return {
      ...head,
      answer: "pass",
      sentence: gate.kind === "checklist" ? "Every item is done." : `${gate.count} of ${gate.count} approved.`,
    };
  }
  return { ...head, answer: "unknown", reason: "waits-for-people", sentence: `Waits for ${remaining.join("; ")}.` };
}

/** Confirmations of this gate, made during this stay. */
function valid({ context, name, confirmations, since, now }: PeopleCase): readonly Confirmation[] {
  return confirmations.filter(({ gate, stage, at }) => {
    const time = Date.parse(at) / 1000;
    return gate === name && stage === context.position.stage.name && since !== undefined && time >= since && time <= now + clockSkew;
  });
}

function openItems(given: PeopleCase, gate: Extract<Gate, { readonly kind: "checklist" }>): readonly string[] {
  const { rollout } = given.context;
  const confirmed = valid(given);
  const isWhole = confirmed.some(({ item }) => item === undefined);
  const isConfirmed = (text: string): boolean => isWhole || confirmed.some(({ item }) => item === text);
  const items = gate.items
    .filter(({ text, done }) => !done && !isConfirmed(text))
    .map(({ text, owner }) => (owner === undefined ? quoted(text) : `${roleOf(given, owner)}: ${quoted(text)}`));
  const tasks = gate.tasks.flatMap((task) => {
    const { title, owner, items: parts } = rollout.tasks[task] ?? { title: task, owner: undefined, items: [] };
    const open = parts.filter(({ done }) => !done);
    if ((parts.length > 0 && open.length === 0) || isConfirmed(task)) return [];
    return [`${owner === undefined ? "" : `${roleOf(given, owner)}: `}task "${title}" (${open.length} of ${parts.length} open)`];
  });
  return [...items, ...tasks];
}

function openApprovals(given: PeopleCase, gate: Extract<Gate, { readonly kind: "approval" }>): readonly string[] {
  const said = new Set(valid(given).flatMap(({ by }) => gate.by.filter((contact) => contact === by)));
  if (said.size >= gate.count) return [];
  const others = gate.by.filter((contact) => !said.has(contact)).map((contact) => roleOf(given, contact));
  const missing = gate.count - said.size;
  return [`${missing} approval${missing === 1 ? "" : "s"} of ${others.join(" or ")}`];
}

/** An item within a sentence, whose full stop comes after it. */
function quoted(text: string): string {
  return `"${text.replace(/\.$/, "")}"`;
}

function roleOf({ context }: PeopleCase, contact: string): string {
  return context.rollout.contacts[contact]?.role ?? contact;
}
