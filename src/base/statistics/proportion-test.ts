import { hypergeometricMass } from "./mass.ts";
import { normalTail } from "./normal.ts";
import { shareOf, type Sample } from "./sample.ts";

/** p-values of a test: how likely a result as far out as this one is when nothing differs. */
export interface TailProbabilities {
  /** Against "the candidate has a smaller share, or value". */
  readonly less: number;
  /** Against "the candidate has a larger share, or value". */
  readonly greater: number;
  readonly twoSided: number;
}

/** The test of two shares that fits the counts. */
export interface ProportionTest extends TailProbabilities {
  readonly method: "z" | "fisher";
}

/** Fewest events, and non-events, to expect on each side for the normal approximation to be trusted. */
const fewestExpected = 10;

/** Whether two shares differ: Fisher's exact test for small counts, else the pooled z-test. */
export function proportionTest(candidate: Sample, baseline: Sample): ProportionTest {
  const events = candidate.events + baseline.events;
  const trials = candidate.trials + baseline.trials;
  const expected = (Math.min(events, trials - events) * Math.min(candidate.trials, baseline.trials)) / trials;
  return expected < fewestExpected
    ? { method: "fisher", ...fisherExact(candidate, baseline) }
    : { method: "z", ...twoProportionZ(candidate, baseline) };
}

/**
 * The z-test of two shares with pooled variance, without continuity correction.
 * @see https://www.itl.nist.gov/div898/handbook/prc/section3/prc33.htm
 */
export function twoProportionZ(candidate: Sample, baseline: Sample): TailProbabilities & { readonly z: number } {
  const difference = shareOf(candidate) - shareOf(baseline);
  const pooled = (candidate.events + baseline.events) / (candidate.trials + baseline.trials);
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / candidate.trials + 1 / baseline.trials));
  const z = error === 0 ? 0 : difference / error;
  return { z, less: normalTail(-z), greater: normalTail(z), twoSided: Math.min(1, 2 * normalTail(Math.abs(z))) };
}

/**
 * Fisher's exact test, given how many events there were in all; two-sided, all
 * tables that are no more likely than the one seen. Counts are rounded to whole ones.
 * @see https://doi.org/10.2307/2340521
 */
export function fisherExact(candidate: Sample, baseline: Sample): TailProbabilities {
  shareOf(candidate);
  shareOf(baseline);
  const drawn = Math.round(candidate.trials);
  const all = drawn + Math.round(baseline.trials);
  const seen = Math.round(candidate.events);
  const marked = seen + Math.round(baseline.events);
  const observed = hypergeometricMass(seen, drawn, marked, all);
  let [less, greater, twoSided] = [0, 0, 0];
  for (let k = Math.max(0, drawn + marked - all); k <= Math.min(drawn, marked); k += 1) {
    const mass = hypergeometricMass(k, drawn, marked, all);
    if (k <= seen) less += mass;
    if (k >= seen) greater += mass;
    if (mass <= observed * (1 + 1e-7)) twoSided += mass;
  }
  return { less: Math.min(1, less), greater: Math.min(1, greater), twoSided: Math.min(1, twoSided) };
}
