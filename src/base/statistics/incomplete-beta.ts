import { binomialMass } from "./mass.ts";

const tiny = 1e-300;

/**
 * The regularised incomplete beta function I_x(a, b) for a, b > 0, by the
 * continued fraction on the side where it converges fast. For a small
 * complement ask `incompleteBeta(b, a, 1 - x)`, which keeps its digits.
 * @see https://dlmf.nist.gov/8.17
 */
export function incompleteBeta(a: number, b: number, x: number): number {
  if (!(a > 0 && b > 0)) throw new RangeError(`Cannot compute the incomplete beta function of ${a}, ${b}: expected numbers above 0`);
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  return x <= (a + 1) / (a + b + 2) ? lower(a, b, x) : 1 - lower(b, a, 1 - x);
}

/** x^a (1-x)^b / (a B(a,b)) times the continued fraction, by the method of Lentz. */
function lower(a: number, b: number, x: number): number {
  const front = (binomialMass(a, a + b, x) * b) / (a + b);
  if (front === 0) return 0;
  let c = 1;
  let d = 1 / nonZero(1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  for (let m = 1; m < 200_000; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / nonZero(1 + even * d);
    c = nonZero(1 + even / c);
    fraction *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / nonZero(1 + odd * d);
    c = nonZero(1 + odd / c);
    const step = d * c;
    fraction *= step;
    if (Math.abs(step - 1) < 1e-15) break;
  }
  return Math.min(1, front * fraction);
}

function nonZero(value: number): number {
  return Math.abs(value) < tiny ? tiny : value;
}

/** The x with I_x(a, b) = p: Newton steps within a bracket that only ever gets narrower. */
export function betaQuantile(p: number, a: number, b: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`Cannot compute the beta quantile of ${p}: expected a probability`);
  if (p === 0 || p === 1) return p;
  let low = 0;
  let high = 1;
  let x = a / (a + b);
  for (let step = 0; step < 400; step += 1) {
    const off = incompleteBeta(a, b, x) - p;
    if (off === 0) return x;
    if (off > 0) high = x;
    else low = x;
    const density = (binomialMass(a, a + b, x) * a * b) / (a + b) / (x * (1 - x));
    const newton = x - off / density;
    const next = newton > low && newton < high ? newton : low === 0 ? high / 16 : (low + high) / 2;
    if (Math.abs(next - x) <= 1e-15 * x || high - low <= 1e-16 * high) return next;
    x = next;
  }
  return x;
}
