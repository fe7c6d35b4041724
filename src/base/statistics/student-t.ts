import { betaQuantile, incompleteBeta } from "./incomplete-beta.ts";

/** P(T > t) of Student's distribution with `degrees` of freedom, which need not be whole. */
export function studentTail(t: number, degrees: number): number {
  if (t === 0) return 0.5;
  const half = incompleteBeta(degrees / 2, 0.5, degrees / (degrees + t * t)) / 2;
  return t > 0 ? half : 1 - half;
}

/** The t with P(T <= t) = p. */
export function studentQuantile(p: number, degrees: number): number {
  if (p === 0.5) return 0;
  // Of the two ways to ask, the one whose answer is the smaller of x and 1 - x.
  const y = betaQuantile(1 - 2 * Math.min(p, 1 - p), 0.5, degrees / 2);
  const x = y < 0.5 ? 1 - y : betaQuantile(2 * Math.min(p, 1 - p), degrees / 2, 0.5);
  const t = Math.sqrt((degrees * (y < 0.5 ? y : 1 - x)) / x);
  return p < 0.5 ? -t : t;
}
