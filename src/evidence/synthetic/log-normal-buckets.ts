import { normalCdf, normalQuantile } from "../statistics/index.ts";

/** Requests of an interval, and where their quantile lies. */
export interface QuantileLevel {
  readonly requests: number;
  readonly level: number;
}

/** How far values spread: the standard deviation of their logarithm, by which p95 is 2.3 times the median. */
export const logSpread = 0.5;
/** How much wider a bucket is than the one before it. */
const widening = 1.06;

/** Upper bounds of narrow buckets for values whose quantile lies between these levels; the last one is infinite. */
export function bucketBounds(lowest: number, highest: number, quantile: number): readonly number[] {
  const z = normalQuantile(quantile);
  const [from, to] = [lowest * Math.exp(-logSpread * (z + 3)), highest * Math.exp(logSpread * Math.max(1, 4 - z))];
  const steps = Math.ceil(Math.log(to / from) / Math.log(widening)) + 1;
  return [...Array.from({ length: steps }, (_, step) => Number((from * widening ** step).toPrecision(4))), Infinity];
}

/** Values up to each bound, log-normal in each interval with the quantile where it is said to lie. */
export function bucketCounts(intervals: readonly QuantileLevel[], quantile: number, bounds: readonly number[]): readonly number[] {
  const busy = intervals.filter(({ requests, level }) => requests > 0 && level > 0);
  const z = normalQuantile(quantile);
  return bounds.map((bound) =>
    busy.reduce((sum, { requests, level }) => sum + requests * normalCdf(z + Math.log(bound / level) / logSpread), 0),
  );
}

/** A bound as the label `le` tells it. */
export function boundLabel(bound: number): string {
  return bound === Infinity ? "+Inf" : String(bound);
}
