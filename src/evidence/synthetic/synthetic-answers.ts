import type { Context } from "../../compile/context.ts";
import { judgeGate, type Judgement } from "../../compile/observability/judgement.ts";
import { signalNamed } from "../../compile/observability/series.ts";
import { seconds } from "../../model/quantity.ts";
import type { SignalGate } from "../../model/gate.ts";
import type { Point, SeriesData, Span } from "../metrics-source.ts";
import { isBeyond } from "../judge/changed-value.ts";
import { sidesOf, type Side } from "../judge/signal-questions.ts";
import type { Answers } from "../judge/question.ts";
import type { GateTest } from "./gate-test.ts";
import { boundLabel, bucketBounds, bucketCounts } from "./log-normal-buckets.ts";
import type { SyntheticValue } from "./parse-values.ts";

type Values = readonly SyntheticValue[];

/** What a Prometheus would answer about a gate of a signal if it held these series. */
export function syntheticAnswers(context: Context, gate: SignalGate, test: GateTest, span: Span): Answers {
  const hold = judgeGate(context, gate, "hold");
  if (hold === undefined) throw new RangeError(`Cannot test gate "${test.gate}": it has no hold limit`);
  const rollback = judgeGate(context, gate, "rollback");
  const candidate = test.candidate ?? [];
  const baseline = test.baseline ?? [];
  const within = ({ limit, tier }: Judgement): Values =>
    candidate.map((value, index) => {
      if (tier !== undefined) {
        const windows = [tier.short, tier.long].map(({ over }) => shareOver(candidate, test.requests ?? [], index, stepsOf(over, span)));
        if (windows.some((share) => share === undefined)) return undefined;
        return windows.every((share) => share !== undefined && isBeyond(limit, share, undefined)) ? 0 : 1;
      }
      const other = baseline[index];
      if (value === undefined || (limit.against === "baseline" && other === undefined)) return undefined;
      return isBeyond(limit, value, other) ? 0 : 1;
    });
  const last = candidate.findLastIndex((value) => value !== undefined);
  const answers: (readonly [string, readonly SeriesData[]])[] = [
    ["within-hold", series(within(hold), span)],
    ...(rollback === undefined ? [] : [["within-rollback", series(within(rollback), span)] as const]),
    ["taken", last < 0 ? [] : atEnd(span.start + last * span.step, span)],
    ...sidesOf(hold).flatMap(([side, { signal, samples }]) => {
      const values = side === "candidate" ? candidate : baseline;
      const requests = side === "candidate" ? test.requests : test.baselineRequests;
      const value = [`${side}-value`, series(values, span)] as const;
      if (samples === undefined) return [value];
      return [value, ...counted(side, context, signal, values, requests ?? [], span)];
    }),
  ];
  return new Map(answers.map(([id, value]) => [id, { kind: "ok", value }]));
}

/** Steps of a window; one for the signal's own, which is what the values are of. */
function stepsOf(over: string | undefined, { step }: Span): number {
  return over === undefined ? 1 : Math.max(1, Math.round(seconds(over) / step));
}

/** The share over the latest steps up to one of them, weighed by requests. */
function shareOver(values: Values, requests: Values, index: number, steps: number): number | undefined {
  let [sum, weights] = [0, 0];
  for (let at = Math.max(0, index - steps + 1); at <= index; at += 1) {
    const [value, weight] = [values[at], requests[at] ?? 0];
    if (value === undefined || !Number.isFinite(value) || !(weight > 0)) continue;
    sum += value * weight;
    weights += weight;
  }
  return weights > 0 ? sum / weights : undefined;
}

/** Requests in each window and over all, and the signal over all: weighed by requests, which for a quantile is close, not exact. */
function counted(
  side: Side,
  context: Context,
  name: string,
  values: Values,
  requests: Values,
  span: Span,
): readonly (readonly [string, readonly SeriesData[]])[] {
  const signal = signalNamed(context.rollout, name);
  const perWindow = "window" in signal ? seconds(signal.window) / span.step : 1;
  const finite = requests.map((count) => (count === undefined || !Number.isFinite(count) ? 0 : count));
  const events = finite.reduce((sum, count) => sum + count, 0);
  const part = finite.reduce((sum, count, index) => sum + count * (values[index] ?? 0), 0);
  return [
    [
      `${side}-samples`,
      series(
        requests.map((count) => (count === undefined ? undefined : count * perWindow)),
        span,
      ),
    ],
    [`${side}-events`, atEnd(events, span)],
    signal.kind === "ratio" ? [`${side}-part`, atEnd(part, span)] : [`${side}-whole`, events > 0 ? atEnd(part / events, span) : []],
    ...(signal.kind === "quantile" ? [[`${side}-buckets`, buckets(finite, values, signal.quantile, span)] as const] : []),
  ];
}

/** Buckets of values that are log-normal in each interval, where the quantile is all that is written down. */
function buckets(requests: readonly number[], values: Values, quantile: number, { end }: Span): readonly SeriesData[] {
  const intervals = requests.map((count, index) => ({ requests: count, level: Number.isFinite(values[index]) ? (values[index] ?? 0) : 0 }));
  const levels = values.filter((value): value is number => value !== undefined && Number.isFinite(value) && value > 0);
  if (levels.length === 0) return [];
  const bounds = bucketBounds(Math.min(...levels), Math.max(...levels), quantile);
  const counts = bucketCounts(intervals, quantile, bounds);
  return bounds.map((bound, index) => ({ labels: { le: boundLabel(bound) }, points: [[end, counts[index] ?? 0]] }));
}

/** A series with these values from the start of the span. */
export function series(values: Values, { start, step }: Span): readonly SeriesData[] {
  const points = values.flatMap((value, index): Point[] => (value === undefined ? [] : [[start + index * step, value]]));
  return points.length === 0 ? [] : [{ labels: {}, points }];
}

function atEnd(value: number, { end }: Span): readonly SeriesData[] {
  return [{ labels: {}, points: [[end, value]] }];
}
