import { decimalOf } from "../../base/decimal.ts";
import { codeSpan, inline, join, link, md, type Markdown } from "../../base/markdown.ts";
import type { SignalGate } from "../../model/gate.ts";
import type { Rollout } from "../../model/rollout.ts";
import type { Signal } from "../../model/signal.ts";
import type { Context } from "../context.ts";
import { headings, runbookUrl } from "../conventions.ts";
import type { Link } from "./panel.ts";
import type { SignalLimit } from "./signal-limits.ts";

/** What a signal measures, which gates and alerts judge it, and at which limits. */
export function signalDescription(
  context: Context,
  name: string,
  signal: Signal,
  limits: readonly SignalLimit[],
): Markdown {
  const { rollout, observability } = context;
  const records = [...new Set(observability.series.filter((one) => one.signal === name).map(({ record }) => record))];
  const judges = [
    ...gatesOn(rollout, name).map(([gate, { kind }]) => gateLine(context, gate, kind, limits)),
    ...alertsOn(rollout, name).map((alert) => alertLine(context, alert, limits)),
  ];
  const paragraphs = [
    ...(signal.description === undefined ? [] : [inline(signal.description)]),
    md`${measure(signal)}, recorded as ${join(records.map(codeSpan), ", ")}.`,
    judges.length === 0 ? md`No gate and no alert judges it.` : join(judges, "\n"),
    ...(limits.length === 0 ? [] : [md`Lines: orange holds the stage, red calls for going back, yellow alerts.`]),
  ];
  return join(paragraphs, "\n\n");
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

function gateLine(
  { rollout, environment }: Context,
  gate: string,
  kind: SignalGate["kind"],
  limits: readonly SignalLimit[],
): Markdown {
  const effect = (role: SignalLimit["role"], words: string) =>
    limits.filter((limit) => limit.of === gate && limit.role === role).map((limit) => inline(`${words} ${limit.words}`));
  const holds = effect("hold", kind === "comparison" ? "compares with the baseline, or where no test is possible holds" : "holds");
  const effects = join([...holds, ...effect("rollback", "goes back")], ", ");
  return md`- Gate ${link(gate, runbookUrl(rollout, environment, headings.gate(gate)))} ${effects}.`;
}

function alertLine({ rollout, environment }: Context, alert: string, limits: readonly SignalLimit[]): Markdown {
  const own = limits.find(({ of, role }) => of === alert && role === "alert");
  const to = link(alert, runbookUrl(rollout, environment, headings.alert(alert)));
  const when = rollout.alerts[alert]?.when;
  if (own !== undefined) return md`- Alert ${to} fires ${inline(own.words)}.`;
  if (when?.kind === "gate") return md`- Alert ${to} fires when the ${inline(when.limit)} limit of gate ${codeSpan(when.gate)} is crossed.`;
  if (when?.kind === "burn-rate") return md`- Alert ${to} fires when the error budget burns too fast.`;
  return md`- Alert ${to} fires when the stage sends traffic and none arrives.`;
}

function measure(signal: Signal): Markdown {
  switch (signal.kind) {
    case "ratio":
      return md`Share of events over ${inline(signal.window)}`;
    case "quantile":
      return md`Quantile ${inline(decimalOf(signal.quantile))} over ${inline(signal.window)}`;
    case "mean":
      return md`Mean over ${inline(signal.window)}`;
    case "rate":
      return md`Events per second over ${inline(signal.window)}`;
    case "increase":
      return md`Events within ${inline(signal.window)}`;
    case "level":
      return md`Level (${inline(signal.aggregate)} of all series)`;
    case "quotient":
      return md`One gauge per another`;
  }
}
