import { incompleteBeta } from "./incomplete-beta.ts";
import { normalQuantile } from "./normal.ts";

/** P(X <= k) of `trials` with success probability `p`. */
export function binomialCdf(k: number, trials: number, p: number): number {
  if (k < 0) return 0;
  return k >= trials ? 1 : incompleteBeta(trials - k, k + 1, 1 - p);
}

/** P(X >= k) of `trials` with success probability `p`. */
export function binomialTail(k: number, trials: number, p: number): number {
  if (k <= 0) return 1;
  return k > trials ? 0 : incompleteBeta(k, trials - k + 1, p);
}

/** The smallest k with P(X <= k) >= probability. */
export function binomialQuantile(probability: number, trials: number, p: number): number {
  if (p <= 0 || probability <= 0) return 0;
  if (p >= 1 || probability >= 1) return trials;
  const spread = Math.sqrt(trials * p * (1 - p));
  const guess = Math.floor(trials * p + normalQuantile(probability) * spread);
  // What is equal but for rounding is equal.
  const isEnough = (k: number): boolean => binomialCdf(k, trials, p) >= probability * (1 - 1e-12);
  // From the guess outwards until it is between `low`, which is too small, and `high`.
  let low = Math.min(trials, Math.max(-1, guess - 1));
  let high = low + 1;
  for (let width = 1; low >= 0 && isEnough(low); width *= 2) {
    high = low;
    low = Math.max(-1, low - width);
  }
  for (let width = 1; high < trials && !isEnough(high); width *= 2) {
    low = high;
    high = Math.min(trials, high + width);
  }
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (isEnough(middle)) high = middle;
    else low = middle;
  }
  return high;
}
