import { binomialTail } from "./binomial.ts";
import { sizeOf, valueAtRank, type BucketCounts } from "./bucket-counts.ts";
import type { Interval } from "./proportion-interval.ts";
import { sequentialTest } from "./sequential.ts";

/** Whether a bound is looked at once, or may be looked at as often as one likes. */
export type Looks = "once" | "always";

/**
 * The smallest rank whose value lies below the quantile with probability
 * `level` at most, whatever the values are distributed like: so many of them lie
 * at or below the quantile only by that chance. `undefined` where even the
 * largest value is not enough of a bound.
 * @see https://doi.org/10.1002/9780470316481
 */
export function upperRank(size: number, quantile: number, level: number, looks: Looks): number | undefined {
  const whole = Math.floor(size + 1e-6);
  const isEnough = (rank: number): boolean =>
    (looks === "once"
      ? binomialTail(rank, whole, quantile)
      : sequentialTest([{ events: rank, trials: whole, share: quantile }], "more").pValue) <= level;
  if (whole < 1 || !isEnough(whole)) return undefined;
  let [low, high] = [0, whole];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (isEnough(middle)) high = middle;
    else low = middle;
  }
  return high;
}

/** The largest rank whose value lies above the quantile with probability `level` at most. */
export function lowerRank(size: number, quantile: number, level: number, looks: Looks): number | undefined {
  const mirrored = upperRank(size, 1 - quantile, level, looks);
  return mirrored === undefined ? undefined : Math.floor(size + 1e-6) + 1 - mirrored;
}

/**
 * Bounds of a quantile, each undercut or exceeded with probability `level` at
 * most: exact for values, and as close as the buckets are for counts in buckets.
 * Looked at always, they are those of a confidence sequence.
 * @see https://arxiv.org/abs/1906.09712
 */
export function quantileBounds(buckets: BucketCounts, quantile: number, level: number, looks: Looks = "once"): Interval {
  const size = sizeOf(buckets);
  const [lower, upper] = [lowerRank(size, quantile, level, looks), upperRank(size, quantile, level, looks)];
  const low = lower === undefined ? -Infinity : valueAtRank(buckets, lower);
  // Beyond the last finite bound all that is known is that.
  return {
    low: low === Infinity ? (buckets.bounds.at(-2) ?? -Infinity) : low,
    high: upper === undefined ? Infinity : valueAtRank(buckets, upper),
  };
}
