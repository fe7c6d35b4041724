import type { Decimal } from "../../../base/decimal.ts";
import { escapeRe2, selector } from "../../../base/promql.ts";
import { seriesLabels } from "../../conventions.ts";
import type { Labels } from "../label-witness.ts";
import type { RecordingRule } from "../rule.ts";
import { selectorOf } from "../series.ts";
import type { Subject } from "../subject.ts";
import type { InputSeries } from "./input-series.ts";

/** One story of inputs, and what the rules must make of it. */
export interface RuleCase {
  /** The story in words. */
  readonly story: string;
  /** What it is told of: signals, gates, alerts. */
  readonly of: readonly string[];
  /** Seconds between two samples of an input. */
  readonly step: number;
  readonly inputs: readonly InputSeries[];
  readonly checks: readonly Check[];
  /** Metrics that the checked rules read, whether there are inputs of them or not. */
  readonly reads: readonly string[];
}

/** Seconds between two evaluations in tests: few of them, so that many tests run fast. */
export const evaluationSeconds = 300;

/** An expression and all samples it must have at a time. */
export interface Check {
  readonly expr: string;
  /** Seconds after the start; a time of evaluation. */
  readonly at: number;
  readonly samples: readonly { readonly metric: string; readonly labels: Labels; readonly value: Decimal }[];
  /** Rules that the check is about: selectors of records, names of alerts. */
  readonly about: readonly string[];
}

/** What names a recording rule among all rules. */
export function recordId({ record, labels }: Pick<RecordingRule, "record" | "labels">): string {
  return selectorOf(record, labels);
}

/** The rule records this value. */
export function records(rule: Pick<RecordingRule, "record" | "labels">, at: number, value: Decimal): Check {
  return { expr: recordId(rule), at, samples: [{ metric: rule.record, labels: rule.labels, value }], about: [recordId(rule)] };
}

/** The rules record nothing. */
export function recordsNothing(subject: Subject, rules: readonly Pick<RecordingRule, "record" | "labels">[], at: number): readonly Check[] {
  const about = rules.map(recordId);
  const [only, ...more] = about;
  if (only === undefined) return [];
  const names = [...new Set(rules.map(({ record }) => record))];
  return [{ expr: more.length === 0 ? only : among(subject, "__name__", names), at, samples: [], about }];
}

/** The alert fires, with exactly these labels. */
export function fires(alert: string, labels: Labels, at: number): Check {
  return {
    expr: selectorOf("ALERTS", { alertname: alert }),
    at,
    samples: [{ metric: "ALERTS", labels: { ...labels, alertname: alert, alertstate: "firing" }, value: "1" }],
    about: [alert],
  };
}

/** The alerts neither fire nor are about to. */
export function areSilent(subject: Subject, alerts: readonly string[], at: number): readonly Check[] {
  const [only, ...more] = alerts;
  if (only === undefined) return [];
  const expr = more.length === 0 ? selectorOf("ALERTS", { alertname: only }) : among(subject, "alertname", alerts, "ALERTS");
  return [{ expr, at, samples: [], about: alerts }];
}

/** The series has a sample, so that a silent alert is not silent for want of data. */
export function isMeasured(series: string, at: number): Check {
  return { expr: `count(${series})`, at, samples: [{ metric: "", labels: {}, value: "1" }], about: [] };
}

function among({ rollout, environment }: Subject, label: string, values: readonly string[], metric = ""): string {
  const own = Object.entries(seriesLabels(rollout, environment)).map(([name, value]) => ({ label: name, operator: "=" as const, value }));
  return selector(metric, [{ label, operator: "=~", value: values.map(escapeRe2).join("|") }, ...own]);
}

/** The seconds, or the next time of evaluation after them. */
export function nextEvaluation(seconds: number): number {
  return Math.ceil(seconds / evaluationSeconds) * evaluationSeconds;
}
