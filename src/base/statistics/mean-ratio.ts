import type { Interval } from "./proportion-interval.ts";
import { studentQuantile, studentTail } from "./student-t.ts";

/** Mean and variance of so many values; the variance with n - 1. */
export interface Moments {
  readonly mean: number;
  readonly variance: number;
  readonly size: number;
}

/** Mean and variance of values. */
export function momentsOf(values: readonly number[]): Moments {
  const size = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / size;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, variance: squares / (size - 1), size };
}

/** A candidate's mean held against a multiple of the baseline's. */
export interface MeanRatioTest {
  /** Candidate's mean per baseline's. */
  readonly ratio: number;
  readonly t: number;
  readonly degrees: number;
  /** p-value of "the ratio is below": small when a drop below it is proven. */
  readonly less: number;
  /** p-value of "the ratio is above". */
  readonly greater: number;
}

/**
 * Whether the candidate's mean is below, or above, `ratio` times the
 * baseline's: Welch's t-test with the baseline scaled. "At most 1 % less" is
 * proven when `greater` is small at `ratio` 0.99, a drop when `less` is small at 1.
 * @see https://doi.org/10.1093/biomet/34.1-2.28
 */
export function meanRatioTest(candidate: Moments, baseline: Moments, ratio = 1): MeanRatioTest {
  const own = candidate.variance / candidate.size;
  const other = (ratio * ratio * baseline.variance) / baseline.size;
  const difference = candidate.mean - ratio * baseline.mean;
  const t = difference === 0 ? 0 : difference / Math.sqrt(own + other);
  const degrees = (own + other) ** 2 / (own ** 2 / (candidate.size - 1) + other ** 2 / (baseline.size - 1));
  // Without any spread the means are known.
  const tail = (at: number): number => (own + other === 0 ? (at > 0 ? 0 : at < 0 ? 1 : 0.5) : studentTail(at, degrees));
  return { ratio: candidate.mean / baseline.mean, t, degrees, less: tail(-t), greater: tail(t) };
}

/**
 * Interval of the ratio of two means: the ratios that {@link meanRatioTest}
 * does not reject in either direction. `undefined` where the baseline's mean
 * cannot be told from 0, so that the ratio has no bounds.
 * @see https://doi.org/10.1111/j.2517-6161.1954.tb00159.x
 */
export function meanRatioInterval(candidate: Moments, baseline: Moments, confidence: number): Interval | undefined {
  const tail = (1 - confidence) / 2;
  const zero = studentQuantile(1 - tail, baseline.size - 1) * Math.sqrt(baseline.variance / baseline.size);
  if (!(baseline.mean > zero)) return undefined;
  const ratio = candidate.mean / baseline.mean;
  const end = (side: "less" | "greater"): number => {
    const isOutside = (at: number): boolean => meanRatioTest(candidate, baseline, at)[side] <= tail;
    let step = Math.abs(ratio) / 64 || 1 / 64;
    const sign = side === "less" ? 1 : -1;
    while (!isOutside(ratio + sign * step) && step < 1e9) step *= 2;
    let [inside, outside] = [ratio, ratio + sign * step];
    for (let halving = 0; halving < 100; halving += 1) {
      const middle = (inside + outside) / 2;
      if (isOutside(middle)) outside = middle;
      else inside = middle;
    }
    return (inside + outside) / 2;
  };
  return { low: end("greater"), high: end("less") };
}
