import { stirlingError } from "./stirling-error.ts";

/**
 * ln Γ(x) for x > 0, by Stirling's series after moving up to where it is exact.
 * @see https://dlmf.nist.gov/5.11
 */
export function logGamma(x: number): number {
  if (!(x > 0)) throw new RangeError(`Cannot compute ln Γ of ${x}: expected a number above 0`);
  let product = 1;
  let up = x;
  while (up < 12) {
    product *= up;
    up += 1;
  }
  // ln Γ(up) = ln Γ(up + 1) - ln up
  return (up - 0.5) * Math.log(up) - up + Math.log(2 * Math.PI) / 2 + stirlingError(up) - Math.log(product);
}
