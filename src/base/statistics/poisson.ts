import { lowerGamma, upperGamma } from "./incomplete-gamma.ts";

/** P(X <= k) of events that come `mean` at a time on average. */
export function poissonCdf(k: number, mean: number): number {
  return k < 0 ? 0 : upperGamma(k + 1, mean);
}

/** P(X >= k) of events that come `mean` at a time on average. */
export function poissonTail(k: number, mean: number): number {
  return k <= 0 ? 1 : lowerGamma(k, mean);
}
