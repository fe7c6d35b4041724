import { poissonMass } from "./mass.ts";

/**
 * The regularised lower incomplete gamma function P(a, x) for a > 0.
 * @see https://dlmf.nist.gov/8.2
 */
export function lowerGamma(a: number, x: number): number {
  return x < a + 1 ? series(a, x) : 1 - fraction(a, x);
}

/** The regularised upper incomplete gamma function Q(a, x) = 1 - P(a, x), with the digits of a small result. */
export function upperGamma(a: number, x: number): number {
  return x < a + 1 ? 1 - series(a, x) : fraction(a, x);
}

/** @see https://dlmf.nist.gov/8.11#E4 */
function series(a: number, x: number): number {
  if (x <= 0) return 0;
  let term = 1;
  let sum = 1;
  for (let next = a + 1; term > sum * 1e-17; next += 1) {
    term *= x / next;
    sum += term;
  }
  return Math.min(1, poissonMass(a, x) * sum);
}

/** @see https://dlmf.nist.gov/8.9#E2 */
function fraction(a: number, x: number): number {
  if (x === Infinity) return 0;
  const front = poissonMass(a, x) * a;
  let b = x + 1 - a;
  let c = 1e300;
  let d = 1 / b;
  let value = d;
  for (let m = 1; m < 200_000; m += 1) {
    const numerator = -m * (m - a);
    b += 2;
    d = 1 / (numerator * d + b);
    c = b + numerator / c;
    const step = d * c;
    value *= step;
    if (Math.abs(step - 1) < 1e-15) break;
  }
  return Math.min(1, front * value);
}
