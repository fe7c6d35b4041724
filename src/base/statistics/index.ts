/** Statistics of counts and samples: plain functions without dependencies. `docs/statistics.md` says which to use when. */
export { binomialCdf, binomialQuantile, binomialTail } from "./binomial.ts";
export { hodgesLehmann, type Shift } from "./hodges-lehmann.ts";
export { holm } from "./holm.ts";
export { betaQuantile, incompleteBeta } from "./incomplete-beta.ts";
export { lowerGamma, upperGamma } from "./incomplete-gamma.ts";
export { logGamma } from "./log-gamma.ts";
export { mannWhitney, type MannWhitney } from "./mann-whitney.ts";
export { binomialMass, hypergeometricMass, poissonMass } from "./mass.ts";
export { meanRatioInterval, meanRatioTest, momentsOf, type MeanRatioTest, type Moments } from "./mean-ratio.ts";
export { marginScore, nonInferiority, type Margin, type MarginTest } from "./non-inferiority.ts";
export { normalCdf, normalDensity, normalQuantile, normalTail } from "./normal.ts";
export { poissonCdf, poissonTail } from "./poisson.ts";
export { exactInterval, exactLower, exactUpper, newcombeInterval, wilsonInterval, type Interval } from "./proportion-interval.ts";
export { fisherExact, proportionTest, twoProportionZ, type ProportionTest, type TailProbabilities } from "./proportion-test.ts";
export { clearedDifference, clearedLimit, trialsForDifference, trialsForLimit, type Certainty } from "./required-trials.ts";
export { shareOf, type Sample } from "./sample.ts";
export { sequentialRatioTest, sequentialTest, type Batch, type Direction, type PairedSamples, type SequentialResult } from "./sequential.ts";
export { studentQuantile, studentTail } from "./student-t.ts";
