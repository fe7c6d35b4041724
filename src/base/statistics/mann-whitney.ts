import { normalTail } from "./normal.ts";
import type { TailProbabilities } from "./proportion-test.ts";
import { rankSumDistribution } from "./rank-sum-distribution.ts";

/** Whether one sample tends to larger values than another. */
export interface MannWhitney extends TailProbabilities {
  /** Pairs in which the candidate's value is the larger, ties by half. */
  readonly u: number;
  readonly method: "exact" | "normal";
  /** Common-language effect size: the chance that a value of the candidate is larger than one of the baseline. */
  readonly superiority: number;
}

/** Largest sample for which the exact distribution is worked out. */
const largestExact = 20;

/**
 * The Mann-Whitney U test: exact for small samples without ties, else the
 * normal approximation with corrections for ties and continuity.
 * @see https://doi.org/10.1214/aoms/1177730491
 */
export function mannWhitney(
  candidate: readonly number[],
  baseline: readonly number[],
  method: "auto" | "exact" | "normal" = "auto",
): MannWhitney {
  const [n, m] = [candidate.length, baseline.length];
  if (n === 0 || m === 0) throw new RangeError("Cannot compare an empty sample: expected values on both sides");
  const { rankSum, tieTerm } = ranked(candidate, baseline);
  const u = rankSum - (n * (n + 1)) / 2;
  const exact = method === "exact" || (method === "auto" && tieTerm === 0 && Math.max(n, m) <= largestExact);
  const tails = exact ? exactTails(u, n, m) : normalTails(u, n, m, tieTerm);
  return { u, method: exact ? "exact" : "normal", superiority: u / (n * m), ...tails };
}

/** The candidate's sum of mid-ranks, and the sum of t³ - t over groups of t equal values. */
function ranked(candidate: readonly number[], baseline: readonly number[]): { readonly rankSum: number; readonly tieTerm: number } {
  const own = Float64Array.from(candidate).toSorted();
  const other = Float64Array.from(baseline).toSorted();
  if ([own, other].some((values) => values.some((value) => Number.isNaN(value)))) {
    throw new RangeError("Cannot rank NaN: expected numbers only");
  }
  let [i, j, rankSum, tieTerm] = [0, 0, 0, 0];
  while (i < own.length || j < other.length) {
    const value = Math.min(own[i] ?? Infinity, other[j] ?? Infinity);
    const [fromI, fromJ] = [i, j];
    while (i < own.length && own[i] === value) i += 1;
    while (j < other.length && other[j] === value) j += 1;
    const ties = i - fromI + j - fromJ;
    rankSum += (i - fromI) * (fromI + fromJ + (ties + 1) / 2);
    tieTerm += ties ** 3 - ties;
  }
  return { rankSum, tieTerm };
}

function exactTails(u: number, n: number, m: number): TailProbabilities {
  const masses = rankSumDistribution(n, m);
  // The distribution is symmetric: both tails are sums from its start, where masses are small.
  const upTo = (limit: number): number => masses.slice(0, Math.floor(limit) + 1).reduce((sum, mass) => sum + mass, 0);
  const less = upTo(u);
  const greater = upTo(n * m - u);
  return { less, greater, twoSided: Math.min(1, 2 * Math.min(less, greater)) };
}

function normalTails(u: number, n: number, m: number, tieTerm: number): TailProbabilities {
  const all = n + m;
  const deviation = Math.sqrt(((n * m) / 12) * (all + 1 - tieTerm / (all * (all - 1))));
  if (deviation === 0) return { less: 1, greater: 1, twoSided: 1 };
  const greater = normalTail((u - (n * m) / 2 - 0.5) / deviation);
  const less = normalTail(((n * m) / 2 - u - 0.5) / deviation);
  return { less, greater, twoSided: Math.min(1, 2 * Math.min(less, greater)) };
}
