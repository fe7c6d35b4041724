import type { Verdict } from "../../evidence/verdict.ts";
import type { Override } from "../../model/override.ts";
import { overrideOfGate } from "./active-overrides.ts";
import type { Facts } from "./facts.ts";
import { list } from "./list.ts";
import type { Rule } from "./rule.ts";

/** What the gates of the present stage amount to. */
interface GateStanding {
  /** Fail, or do not know what only time or repair can tell. */
  readonly closed: readonly Verdict[];
  /** Wait for people: something is to be confirmed, approved, run or filed. */
  readonly remaining: readonly Verdict[];
  readonly overrides: readonly Override[];
}

/** Gates that fail or do not know keep the stage, unless people have decided otherwise. */
export const gatesOpen: Rule = (facts) => {
  const { closed } = gateStanding(facts);
  if (closed.length === 0) return undefined;
  const of = (answer: string): readonly Verdict[] => closed.filter((verdict) => verdict.answer === answer);
  const [failed, unknown] = [of("fail"), of("unknown")];
  const words = [
    ...(failed.length === 0 ? [] : [`${list("Gate", failed)} ${failed.length === 1 ? "fails" : "fail"}`]),
    ...(unknown.length === 0
      ? []
      : [`${list(failed.length === 0 ? "Gate" : "gate", unknown)} ${unknown.length === 1 ? "does" : "do"} not know`]),
  ].join(", and ");
  const why = (failed[0] ?? unknown[0])?.sentence ?? "";
  return {
    kind: "hold",
    gates: closed,
    retryAfter: failed.length === 0 ? facts.judgement?.retryAfter : undefined,
    sentence: `${words}: stay at ${facts.context.position.stage.name}. ${why}`,
  };
};

/** Every gate of the stage has its place: what nobody judged does not pass. */
export function gateStanding(facts: Facts): GateStanding {
  const { stage } = facts.context.position;
  const open = [...new Set(stage.gates)]
    .map((gate) => facts.judgement?.verdicts.find((verdict) => verdict.gate === gate) ?? unjudged(facts, gate))
    .filter(({ answer }) => answer !== "pass")
    .map((verdict) => ({ verdict, override: overrideOfGate(facts, verdict.gate) }));
  const left = open.flatMap(({ verdict, override }) => (override === undefined ? [verdict] : []));
  return {
    closed: left.filter((verdict) => !waitsForPeople(verdict)),
    remaining: left.filter(waitsForPeople),
    overrides: open.flatMap(({ override }) => override ?? []),
  };
}

/** Reasons for which a probe has to be run by somebody, rather than looked at again. */
const toBeRun: ReadonlySet<string> = new Set(["no-data", "other-definition", "stale", "clock-skew"]);

function waitsForPeople({ kind, answer, reason }: Verdict): boolean {
  if (answer !== "unknown") return false;
  if (kind === "checklist" || kind === "approval") return true;
  return (kind === "probe" || kind === "receipt") && toBeRun.has(reason ?? "");
}

function unjudged({ context }: Facts, gate: string): Verdict {
  const kind = context.rollout.gates[gate]?.kind ?? "limit";
  return { gate, kind, answer: "unknown", rollback: false, reason: "not-judged", sentence: `Gate ${gate} was not judged.` };
}
