import { normalQuantile } from "./normal.ts";
import type { Interval } from "./proportion-interval.ts";
import { rankSumDistribution } from "./rank-sum-distribution.ts";

/** By how much the candidate's values lie above the baseline's. */
export interface Shift extends Interval {
  /** Median of all differences candidate - baseline. */
  readonly estimate: number;
}

/**
 * The Hodges-Lehmann estimate of the shift with the interval that belongs to
 * the Mann-Whitney test: differences are counted, not listed, so that a day of
 * samples against another takes milliseconds.
 * @see https://doi.org/10.1214/aoms/1177704172
 */
export function hodgesLehmann(candidate: readonly number[], baseline: readonly number[], confidence: number): Shift {
  const own = Float64Array.from(candidate).toSorted();
  const other = Float64Array.from(baseline).toSorted();
  const pairs = own.length * other.length;
  if (pairs === 0) throw new RangeError("Cannot compare an empty sample: expected values on both sides");
  const kth = (k: number): number => kthDifference(own, other, k);
  const estimate = (kth(Math.ceil(pairs / 2)) + kth(Math.floor(pairs / 2) + 1)) / 2;
  const rank = lowestRank(own.length, other.length, confidence);
  return rank < 1 ? { estimate, low: -Infinity, high: Infinity } : { estimate, low: kth(rank), high: kth(pairs + 1 - rank) };
}

/** Rank of the difference that is the interval's lower end; below 1 where no difference is far enough out. */
function lowestRank(n: number, m: number, confidence: number): number {
  const tail = (1 - confidence) / 2;
  if (Math.max(n, m) > 20) {
    const deviation = Math.sqrt((n * m * (n + m + 1)) / 12);
    return Math.floor((n * m) / 2 - normalQuantile(1 - tail) * deviation);
  }
  // The largest rank r with P(U < r) <= tail.
  let sum = 0;
  let rank = 0;
  for (const mass of rankSumDistribution(n, m)) {
    sum += mass;
    if (sum > tail) break;
    rank += 1;
  }
  return rank;
}

/** The k-th smallest of all differences own - other, k from 1; both sorted. */
function kthDifference(own: Float64Array, other: Float64Array, k: number): number {
  let low = (own[0] ?? 0) - (other.at(-1) ?? 0);
  let high = (own.at(-1) ?? 0) - (other[0] ?? 0);
  if (countUpTo(own, other, low).count >= k) return low;
  // Fewer than k lie at or below `low`, at least k at or below `high`, which is always a difference.
  for (let step = 0; step < 200; step += 1) {
    const middle = low + (high - low) / 2;
    if (!(middle > low && middle < high)) break;
    const { count, largest } = countUpTo(own, other, middle);
    if (count >= k) high = largest;
    else low = middle;
  }
  return high;
}

/** How many differences are at most `limit`, and the largest of them. */
function countUpTo(own: Float64Array, other: Float64Array, limit: number): { readonly count: number; readonly largest: number } {
  let count = 0;
  let largest = -Infinity;
  // As own values rise, ever fewer of the other side are far enough above.
  let position = 0;
  for (const value of own) {
    while (position < other.length && value - (other[position] ?? 0) > limit) position += 1;
    if (position === other.length) break;
    count += other.length - position;
    largest = Math.max(largest, value - (other[position] ?? 0));
  }
  return { count, largest };
}
