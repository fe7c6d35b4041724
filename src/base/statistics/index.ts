/** Statistics of counts and samples: plain functions without dependencies. `docs/statistics.md` says which to use when. */
export { binomialCdf, binomialQuantile, binomialTail } from "./binomial.ts";
export { hodgesLehmann } from "./hodges-lehmann.ts";
export { holm } from "./holm.ts";
export { betaQuantile, incompleteBeta } from "./incomplete-beta.ts";
export { lowerGamma, upperGamma } from "./incomplete-gamma.ts";
export { logGamma } from "./log-gamma.ts";
export { mannWhitney } from "./mann-whitney.ts";
export { binomialMass, hypergeometricMass, poissonMass } from "./mass.ts";
export { meanRatioInterval, meanRatioTest, momentsOf } from "./mean-ratio.ts";
export { marginScore, nonInferiority } from "./non-inferiority.ts";
export { normalCdf, normalQuantile, normalTail } from "./normal.ts";
export { poissonCdf, poissonTail } from "./poisson.ts";
export { exactInterval, exactLower, exactUpper, newcombeInterval, wilsonInterval, type Interval } from "./proportion-interval.ts";
export { fisherExact, proportionTest, twoProportionZ, type TailProbabilities } from "./proportion-test.ts";
export { clearedDifference, clearedLimit, trialsForDifference, trialsForLimit } from "./required-trials.ts";
export type { Sample } from "./sample.ts";
export { sequentialRatioTest, sequentialTest, type PairedSamples } from "./sequential.ts";
export { studentQuantile, studentTail } from "./student-t.ts";
