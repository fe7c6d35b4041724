import { alertRules } from "./alert-rule.ts";
import { burnSeries } from "./burn-rate.ts";
import { checkObservable } from "./check-observable.ts";
import { gateQueries, type GateQuery } from "./gate-query.ts";
import { readinessRule } from "./readiness.ts";
import { ruleGroups } from "./rule-groups.ts";
import type { AlertingRule, RecordingRule, RuleGroup } from "./rule.ts";
import { seriesOf, type Series, type SeriesVariant } from "./series.ts";
import { stageRecords } from "./stage-series.ts";
import type { Subject } from "./subject.ts";

export type { GateQuery } from "./gate-query.ts";
export type { AlertingRule, RecordingRule, RuleGroup } from "./rule.ts";
export type { Subject } from "./subject.ts";

/** Everything that is recorded, alerted on and asked for a rollout in an environment. */
export interface Observability {
  readonly series: readonly Series[];
  /** The series of a signal and variant. */
  readonly seriesFor: (signal: string, variant: SeriesVariant) => Series | undefined;
  /** Every recording rule: the stage, the signals, their further windows, readiness. */
  readonly records: readonly RecordingRule[];
  readonly alerts: readonly AlertingRule[];
  readonly gates: ReadonlyMap<string, GateQuery>;
  /** The rules as they are written, in groups. */
  readonly groups: readonly RuleGroup[];
}

/** Works out the recorded series, rules and gate queries. The same at every stage, but for the series that tell the stage. */
export function observe(subject: Subject): Observability {
  const { rollout, environment } = subject;
  checkObservable(subject);
  const series = Object.keys(rollout.signals).flatMap((name) => seriesOf(rollout, environment, name));
  const stage = stageRecords(subject);
  const readiness = readinessRule(subject);
  const signals = [
    ...[...series, ...burnSeries(subject)].map(({ record, expr, labels }): RecordingRule => ({ record, expr, labels })),
    ...(readiness === undefined ? [] : [readiness]),
  ];
  const alerts = alertRules(subject);
  return {
    series,
    seriesFor: (signal, variant) => series.find((one) => one.signal === signal && one.variant === variant),
    records: [...stage, ...signals],
    alerts,
    gates: gateQueries(subject),
    groups: ruleGroups(subject, { stage, signals, alerts }),
  };
}
