/** Density of the standard normal distribution. */
export function normalDensity(z: number): number {
  return Math.exp(-(z * z) / 2) / Math.sqrt(2 * Math.PI);
}

/** P(Z <= z) of the standard normal distribution, exact to about 14 digits in either tail. */
export function normalCdf(z: number): number {
  return normalTail(-z);
}

/**
 * P(Z > z) of the standard normal distribution. Near the middle by the power
 * series of Marsaglia, all of whose terms have one sign; in the tail by
 * Laplace's continued fraction, so that small probabilities keep their digits.
 * @see https://www.jstatsoft.org/article/view/v011i04
 * @see https://dlmf.nist.gov/7.9
 */
export function normalTail(z: number): number {
  if (Number.isNaN(z)) return NaN;
  if (z < 0) return 1 - normalTail(-z);
  if (z < 3) {
    let term = z;
    let sum = z;
    for (let odd = 3; term > sum * 1e-17; odd += 2) {
      term *= (z * z) / odd;
      sum += term;
    }
    return 0.5 - sum * normalDensity(z);
  }
  if (z > 40) return 0;
  let fraction = z;
  for (let step = 120; step > 0; step -= 1) fraction = z + step / fraction;
  return normalDensity(z) / fraction;
}

/**
 * The z with P(Z <= z) = p: a rational first guess, made exact by Halley steps
 * on the smaller tail.
 * @see https://dlmf.nist.gov/3.8
 */
export function normalQuantile(p: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`Cannot compute the normal quantile of ${p}: expected a probability`);
  if (p === 0 || p === 1) return p === 0 ? -Infinity : Infinity;
  if (p === 0.5) return 0;
  const tail = Math.min(p, 1 - p);
  // Abramowitz and Stegun 26.2.23: off by less than 0.00045.
  const t = Math.sqrt(-2 * Math.log(tail));
  let z = t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
  for (let step = 0; step < 4; step += 1) {
    const off = (normalTail(z) - tail) / normalDensity(z);
    z += off / (1 - (z * off) / 2);
  }
  return p < 0.5 ? -z : z;
}
