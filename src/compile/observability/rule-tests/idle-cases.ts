import { alertBasis } from "../alert-basis.ts";
import { burnSeries } from "../burn-rate.ts";
import { isCrossed } from "../limit.ts";
import { readinessJudgements, readinessRule } from "../readiness.ts";
import { matchersOf, seriesOf, signalNamed, type Series } from "../series.ts";
import type { Signal } from "../../../model/signal.ts";
import type { Subject } from "../subject.ts";
import { areSilent, nextEvaluation, records, recordsNothing, type Check, type RuleCase } from "./rule-case.ts";
import { seconds } from "../../../model/quantity.ts";
import { stimulate } from "./stimulus.ts";

/** Without data, and with counters that stand still, nothing is recorded, no limit is crossed and nobody is ready. */
export function idleCases(subject: Subject): readonly RuleCase[] {
  const all = [
    ...Object.keys(subject.rollout.signals).flatMap((name) => seriesOf(subject.rollout, subject.environment, name)),
    ...burnSeries(subject),
  ];
  if (all.length === 0) return [];
  return [noData(subject, all), noTraffic(subject, all)];
}

function noData(subject: Subject, all: readonly Series[]): RuleCase {
  const alerts = alertsOn(subject, () => true);
  return {
    story: "nothing without data",
    of: [],
    step: 60,
    inputs: [],
    checks: [...recordsNothing(subject, all, 0), ...areSilent(subject, alerts, 0), ...readiness(subject, "0", 0)],
    reads: [],
  };
}

function noTraffic(subject: Subject, all: readonly Series[]): RuleCase {
  const { rollout } = subject;
  const signalOf = ({ signal }: { readonly signal: string }): Signal => signalNamed(rollout, signal);
  const still = all.filter((series) => signalOf(series).kind !== "level");
  const at = nextEvaluation(Math.max(60, ...still.map((series) => windowSeconds(signalOf(series)))));
  const alerts = alertsOn(subject, (signal, crossedAtZero) => signal.kind !== "level" && (!countsFromZero(signal) || !crossedAtZero));
  const judged = [...readinessJudgements(subject).values()];
  const unanswered = judged.some(({ series }) => signalOf(series).kind !== "level" && !countsFromZero(signalOf(series)));
  const inputs = new Map(
    seriesOfSignals(still).flatMap(({ signal, variant }) =>
      stimulate(signalNamed(rollout, signal), matchersOf(rollout, variant), { value: "0", perSecond: "0" }).map(
        (input) => [JSON.stringify([input.metric, input.labels]), input] as const,
      ),
    ),
  );
  return {
    story: "nothing without traffic",
    of: [],
    step: 60,
    inputs: [...inputs.values()],
    checks: [
      ...recordsNothing(
        subject,
        still.filter((series) => !countsFromZero(signalOf(series))),
        at,
      ),
      ...still.filter((series) => countsFromZero(signalOf(series))).map((series) => records(series, at, "0")),
      ...areSilent(subject, alerts, at),
      ...(unanswered ? readiness(subject, "0", at) : []),
    ],
    reads: [],
  };
}

/** Counters alone know 0: nothing happened. Shares, means and quantiles of nothing are no answer. */
function countsFromZero({ kind }: Signal): boolean {
  return kind === "rate" || kind === "increase";
}

function windowSeconds(signal: Signal): number {
  return "window" in signal ? seconds(signal.window) : 60;
}

function seriesOfSignals(all: readonly Series[]): readonly Series[] {
  const seen = new Set<string>();
  return all.filter(({ signal, variant }) => !seen.has(`${signal}/${variant}`) && seen.add(`${signal}/${variant}`));
}

/** Names of alerts on the value of a signal that meets a condition. */
function alertsOn(subject: Subject, wanted: (signal: Signal, crossedAtZero: boolean) => boolean): readonly string[] {
  const { rollout } = subject;
  return Object.entries(rollout.alerts).flatMap(([name, alert]) => {
    const basis = alertBasis(subject, name, alert);
    if (basis.kind === "burn-rate") return wanted(signalNamed(rollout, basis.series.signal), false) ? [name] : [];
    if (basis.kind !== "judgement") return [];
    const { series, limit } = basis.judgement;
    return wanted(signalNamed(rollout, series.signal), isCrossed(limit, "0", "0")) ? [name] : [];
  });
}

function readiness(subject: Subject, value: "0" | "1", at: number): readonly Check[] {
  const rule = readinessRule(subject);
  return rule === undefined ? [] : [records(rule, at, value)];
}
