import { countUpTo, exactUpper, quantileBounds, sequentialTest, sizeOf, valueAtRank, type BucketCounts } from "../statistics/index.ts";
import type { Limit } from "../../compile/observability/limit.ts";
import { boundOf } from "./changed-value.ts";
import type { Levels } from "./levels.ts";
import type { Proof } from "./prove-share.ts";

/**
 * Holds a quantile of counted values against its limit. A fixed limit is a
 * limit of a share: at most 5 % of the requests may be slower than what p95 may
 * be. A change against the baseline is held against the bounds of both
 * quantiles, whose distances are added as squares (MOVER, on the logarithms).
 * Nothing is assumed of how the values are distributed.
 * @see https://doi.org/10.1080/00949650212140
 */
export function proveQuantile(
  limit: Limit,
  quantile: number,
  candidate: BucketCounts,
  baseline: BucketCounts | undefined,
  { clear, accuse }: Levels,
): Proof {
  if (!(sizeOf(candidate) >= 1)) return "open";
  if (limit.against === "amount") return proveAmount(limit, quantile, candidate, { clear, accuse });
  if (baseline === undefined || !(sizeOf(baseline) >= 1)) return "open";
  if (farthest(limit, quantile, candidate, baseline, clear) <= 0) return "within";
  return nearest(limit, quantile, candidate, baseline, accuse) > 0 ? "beyond" : "open";
}

function proveAmount(limit: Limit, quantile: number, buckets: BucketCounts, { clear, accuse }: Levels): Proof {
  const trials = Math.round(sizeOf(buckets));
  const amount = boundOf(limit, 0);
  const upTo = countUpTo(buckets, amount);
  // Beyond the last finite bound nobody knows how far: what lies there may be beyond the limit, and may not be.
  const isOpenEnded = amount > (buckets.bounds.at(-2) ?? -Infinity);
  const [most, least] = limit.side === "above" ? [trials - upTo, isOpenEnded ? 0 : trials - upTo] : [upTo, upTo];
  const share = limit.side === "above" ? 1 - quantile : quantile;
  const events = Math.min(trials, Math.max(0, Math.ceil(most - 1e-6)));
  if (exactUpper({ events, trials }, 1 - clear) <= share) return "within";
  const { pValue } = sequentialTest([{ events: Math.max(0, least), trials, share }], "more");
  return pValue <= accuse ? "beyond" : "open";
}

/** The excess over the limit that is not exceeded at this level, as a logarithm. */
function farthest(limit: Limit, quantile: number, candidate: BucketCounts, baseline: BucketCounts, level: number): number {
  const sides = sidesOf(limit, quantile, candidate, baseline);
  if (sides === undefined) return Infinity;
  const [own, other] = [quantileBounds(candidate, quantile, level), quantileBounds(baseline, quantile, level)];
  return limit.side === "above"
    ? sides.excess + Math.hypot(sides.own(own.high), sides.other(other.low))
    : sides.excess + Math.hypot(sides.own(own.low), sides.other(other.high));
}

/** The excess that is not undercut at this level, however often one looks. */
function nearest(limit: Limit, quantile: number, candidate: BucketCounts, baseline: BucketCounts, level: number): number {
  const sides = sidesOf(limit, quantile, candidate, baseline);
  if (sides === undefined) return -Infinity;
  const [own, other] = [quantileBounds(candidate, quantile, level, "always"), quantileBounds(baseline, quantile, level, "always")];
  return limit.side === "above"
    ? sides.excess - Math.hypot(sides.own(own.low), sides.other(other.high))
    : sides.excess - Math.hypot(sides.own(own.high), sides.other(other.low));
}

/** How far the estimates lie beyond the limit, and how far a bound of either side is from its estimate. */
function sidesOf(limit: Limit, quantile: number, candidate: BucketCounts, baseline: BucketCounts) {
  const own = valueAtRank(candidate, quantile * sizeOf(candidate));
  const other = valueAtRank(baseline, quantile * sizeOf(baseline));
  const at = (value: number): number => Math.log(Math.max(0, boundOf(limit, value)));
  const excess = (limit.side === "above" ? 1 : -1) * (Math.log(own) - at(other));
  if (!Number.isFinite(excess)) return undefined;
  return { excess, own: (bound: number) => Math.log(Math.max(0, bound)) - Math.log(own), other: (bound: number) => at(bound) - at(other) };
}
