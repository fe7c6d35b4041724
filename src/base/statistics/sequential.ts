import type { Sample } from "./sample.ts";

/** What one interval adds: `events` of `trials`, each of which is one with probability `share` when nothing is wrong. */
export interface Batch extends Sample {
  readonly share: number;
}

/** What both sides did in one interval. */
export interface PairedSamples {
  readonly candidate: Sample;
  readonly baseline: Sample;
}

/** What is to be shown: that events are more frequent than their share says, or less frequent. */
export type Direction = "more" | "less";

/** How much the batches so far say. */
export interface SequentialResult {
  /** Always-valid p-value: below alpha at any look only with probability alpha when nothing is wrong, however often one looks. */
  readonly pValue: number;
  /** Natural logarithm of the evidence now: of the likelihood of the batches with an effect per without. */
  readonly evidence: number;
  /** For each batch the p-value after it; it never rises. */
  readonly course: readonly number[];
}

/** Logarithms of the odds ratios that are mixed, in equal parts: 1.05 to about 50, each 1.4 times as far out as the one before. */
const effects = Array.from({ length: 14 }, (_, step) => Math.log(1.05) * 1.4 ** step);

/**
 * A test that stays valid under continuous looking: the likelihood ratio of a
 * mixture of effects against no effect, a supermartingale when nothing is
 * wrong, whose running maximum exceeds 1/alpha with probability at most alpha
 * (Ville's inequality). Exact for binomial counts of any size, with shares
 * that may differ from batch to batch; a batch may depend on those before it.
 * @see https://arxiv.org/abs/1512.04922
 */
export function sequentialTest(batches: readonly Batch[], direction: Direction): SequentialResult {
  const logs = effects.map((effect) => (direction === "more" ? effect : -effect));
  const likelihoods = logs.map(() => 0);
  let evidence = 0;
  let highest = 0;
  const course = batches.map(({ events, trials, share }) => {
    for (const [index, effect] of logs.entries()) {
      // A share p with odds times e^effect is p e^effect / (1 + p (e^effect - 1)).
      likelihoods[index] = (likelihoods[index] ?? 0) + events * effect - trials * Math.log1p(share * Math.expm1(effect));
    }
    evidence = logMean(likelihoods);
    highest = Math.max(highest, evidence);
    return Math.exp(-highest);
  });
  return { pValue: course.at(-1) ?? 1, evidence, course };
}

/**
 * The candidate's rate of events against `ratio` times the baseline's. Given
 * how many events there were in an interval, each falls to the candidate in
 * proportion to its trials: what the rate is, and how it moves during the day,
 * does not matter. For `ratio` 1 the error rate is exact (the conditional
 * distribution is hypergeometric, which is less spread than the binomial one
 * that is reckoned with); other ratios are exact for rare events. Where events
 * are the rule, count their opposite.
 */
export function sequentialRatioTest(batches: readonly PairedSamples[], direction: Direction, ratio = 1): SequentialResult {
  return sequentialTest(
    batches.map(({ candidate, baseline }) => ({
      // Without a trial of its own a side has no part in the events.
      events: candidate.trials === 0 ? 0 : candidate.events,
      trials: candidate.events + baseline.events,
      share: candidate.trials === 0 ? 0 : (ratio * candidate.trials) / (ratio * candidate.trials + baseline.trials),
    })),
    direction,
  );
}

function logMean(logs: readonly number[]): number {
  const largest = Math.max(...logs);
  return largest + Math.log(logs.reduce((sum, log) => sum + Math.exp(log - largest), 0) / logs.length);
}
