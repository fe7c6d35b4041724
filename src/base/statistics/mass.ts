import { stirlingError } from "./stirling-error.ts";

/**
 * P(X = k) of the binomial distribution in the saddle-point form of Loader,
 * which keeps its digits for any size of `trials`. Also takes counts between
 * whole numbers, as the incomplete beta function needs them.
 * @see https://www.r-project.org/doc/reports/CLoader-dbinom-2002.pdf
 */
export function binomialMass(k: number, trials: number, p: number): number {
  if (k < 0 || k > trials) return 0;
  if (p <= 0) return k === 0 ? 1 : 0;
  if (p >= 1) return k === trials ? 1 : 0;
  const rest = trials - k;
  if (k === 0) return Math.exp(trials * Math.log1p(-p));
  if (rest === 0) return Math.exp(trials * Math.log(p));
  const exponent =
    stirlingError(trials) - stirlingError(k) - stirlingError(rest) - deviance(k, trials * p) - deviance(rest, trials * (1 - p));
  return Math.sqrt(trials / (2 * Math.PI * k * rest)) * Math.exp(exponent);
}

/** P(X = k) of the Poisson distribution in the same form. */
export function poissonMass(k: number, mean: number): number {
  if (k < 0) return 0;
  if (k === 0) return Math.exp(-mean);
  if (mean <= 0) return 0;
  return Math.exp(-stirlingError(k) - deviance(k, mean)) / Math.sqrt(2 * Math.PI * k);
}

/**
 * P(X = k) of the hypergeometric distribution: `k` of `drawn` are marked when
 * `marked` of `all` are.
 */
export function hypergeometricMass(k: number, drawn: number, marked: number, all: number): number {
  if (marked === 0 || marked === all) return k === (marked === 0 ? 0 : drawn) ? 1 : 0;
  const p = marked / all;
  return (binomialMass(k, drawn, p) * binomialMass(marked - k, all - drawn, p)) / binomialMass(marked, all, p);
}

/** `x ln(x/mean) + mean - x` for x > 0. */
function deviance(x: number, mean: number): number {
  const off = (mean - x) / x;
  return x * (off - Math.log1p(off));
}
