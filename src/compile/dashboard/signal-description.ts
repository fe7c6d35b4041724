import { decimalOf } from "../../base/decimal.ts";
import { codeSpan, inline, join, link, phrase, type Markdown } from "../../base/markdown.ts";
import type { SignalGate } from "../../model/gate.ts";
import type { Rollout } from "../../model/rollout.ts";
import type { Signal } from "../../model/signal.ts";
import type { Context } from "../context.ts";
import { headings, runbookUrl } from "../conventions.ts";
import { limitWords } from "../observability/limit.ts";
import type { Link } from "./panel.ts";
import type { SignalLimit } from "./signal-limits.ts";

/** What a signal measures, which gates and alerts judge it, and at which limits. */
export function signalDescription(context: Context, name: string, signal: Signal, limits: readonly SignalLimit[]): Markdown {
  const { rollout, observability } = context;
  const records = [...new Set(observability.series.filter((one) => one.signal === name).map(({ record }) => record))];
  const judges = [
    ...gatesOn(rollout, name).map(([gate, definition]) => gateLine(context, gate, definition, limits)),
    ...alertsOn(rollout, name).map((alert) => alertLine(context, alert, limits)),
  ];
  const paragraphs = [
    ...(signal.description === undefined ? [] : [inline(signal.description)]),
    phrase`${measure(signal)}, recorded as ${join(records.map(codeSpan), ", ")}.`,
    judges.length === 0 ? phrase`No gate and no alert judges it.` : join(judges, "\n"),
    ...(limits.length === 0 ? [] : [colors(limits)]),
  ];
  return join(paragraphs, "\n\n");
}

function colors(limits: readonly SignalLimit[]): Markdown {
  const meanings = { hold: phrase`orange holds the stage`, rollback: phrase`red calls for going back`, alert: phrase`yellow alerts` };
  const roles = (["hold", "rollback", "alert"] as const).filter((role) => limits.some((limit) => limit.role === role));
  return phrase`Dashed lines: ${join(
    roles.map((role) => meanings[role]),
    ", ",
  )}.`;
}

/** Runbook entries of a signal and of everything that judges it. */
export function signalLinks({ rollout, environment }: Context, name: string): readonly Link[] {
  return [
    { title: `Runbook: signal ${name}`, url: runbookUrl(rollout, environment, headings.signal(name)) },
    ...gatesOn(rollout, name).map(([gate]) => ({
      title: `Runbook: gate ${gate}`,
      url: runbookUrl(rollout, environment, headings.gate(gate)),
    })),
    ...alertsOn(rollout, name).map((alert) => ({
      title: `Runbook: alert ${alert}`,
      url: runbookUrl(rollout, environment, headings.alert(alert)),
    })),
  ];
}

function gatesOn(rollout: Rollout, signal: string): readonly (readonly [string, SignalGate])[] {
  return Object.entries(rollout.gates).flatMap(([name, gate]) =>
    "signal" in gate && gate.signal === signal ? [[name, gate] as const] : [],
  );
}

/** Alerts that look at the signal, by themselves or through a gate. */
function alertsOn(rollout: Rollout, signal: string): readonly string[] {
  const gates = new Set(gatesOn(rollout, signal).map(([name]) => name));
  return Object.entries(rollout.alerts).flatMap(([name, { when }]) => {
    if (when.kind === "down") return [];
    return (when.kind === "gate" ? gates.has(when.gate) : when.signal === signal) ? [name] : [];
  });
}

function gateLine({ rollout, environment }: Context, name: string, gate: SignalGate, limits: readonly SignalLimit[]): Markdown {
  const to = link(name, runbookUrl(rollout, environment, headings.gate(name)));
  const wordsOf = (role: SignalLimit["role"]) =>
    limits
      .filter((one) => one.of === name && one.role === role)
      .map(({ limit }) => limitWords(limit))
      .join("");
  const [hold, rollback] = [wordsOf("hold"), wordsOf("rollback")];
  const holds =
    gate.kind === "comparison"
      ? phrase`holds the stage when the candidate is worse with ${inline(gate.confidence)} confidence, or where no test is possible ${inline(hold)}`
      : phrase`holds the stage ${inline(hold)}`;
  if (rollback === "") return phrase`- Gate ${to} ${holds}.`;
  const beyond = rollback === hold ? phrase`beyond that` : inline(rollback);
  return phrase`- Gate ${to} ${holds}; ${inline(gate.badStreak)} ${beyond} call for going back.`;
}

function alertLine({ rollout, environment }: Context, alert: string, limits: readonly SignalLimit[]): Markdown {
  const own = limits.find(({ of, role }) => of === alert && role === "alert");
  const to = link(alert, runbookUrl(rollout, environment, headings.alert(alert)));
  const when = rollout.alerts[alert]?.when;
  if (own !== undefined) return phrase`- Alert ${to} fires ${inline(limitWords(own.limit))}.`;
  if (when?.kind === "gate")
    return phrase`- Alert ${to} fires when the ${inline(when.limit)} limit of gate ${codeSpan(when.gate)} is crossed.`;
  if (when?.kind === "burn-rate") return phrase`- Alert ${to} fires when the error budget burns too fast.`;
  return phrase`- Alert ${to} fires when the stage sends traffic and none arrives.`;
}

function measure(signal: Signal): Markdown {
  switch (signal.kind) {
    case "ratio":
      return phrase`Share of events over ${inline(signal.window)}`;
    case "quantile":
      return phrase`Quantile ${inline(decimalOf(signal.quantile))} over ${inline(signal.window)}`;
    case "mean":
      return phrase`Mean over ${inline(signal.window)}`;
    case "rate":
      return phrase`Per second over ${inline(signal.window)}`;
    case "increase":
      return phrase`Events within ${inline(signal.window)}`;
    case "level":
      return phrase`Level (${inline(signal.aggregate)} of all series)`;
    case "quotient":
      return phrase`One gauge per another`;
  }
}
