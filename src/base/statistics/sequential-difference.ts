import { sharesAtMargin } from "./non-inferiority.ts";
import { normalCdf } from "./normal.ts";
import { shareOf, type Sample } from "./sample.ts";

/** Spread of the mixed effects where the margin gives no scale of its own. */
const smallestSpread = 0.001;
/** Fewest events of the candidate for the normal approximation to be trusted. */
const fewestEvents = 10;

/**
 * Always-valid p-value of "the candidate's share lies beyond the baseline's by
 * more than `difference`", from the totals so far: below alpha at any look only
 * with probability alpha while it does not, however often one looks. The
 * likelihood ratio of a half-normal mixture of effects, as wide as the margin,
 * over the score statistic; a normal approximation, so that nothing is said
 * about few events.
 * @see https://arxiv.org/abs/1512.04922
 */
export function sequentialDifference(candidate: Sample, baseline: Sample, difference: number): number {
  const distance = shareOf(candidate) - shareOf(baseline) - difference;
  if (candidate.events < fewestEvents || distance <= 0) return 1;
  const { share, other } = sharesAtMargin(candidate, baseline, { difference });
  const variance = (share * (1 - share)) / candidate.trials + (other * (1 - other)) / baseline.trials;
  if (variance <= 0) return 0;
  const width = Math.max(Math.abs(difference), smallestSpread) ** 2 / variance;
  const z = distance / Math.sqrt(variance);
  const shrunk = width / (1 + width);
  const evidence = (z * z * shrunk) / 2 - Math.log1p(width) / 2 + Math.log(2 * normalCdf(z * Math.sqrt(shrunk)));
  return Math.min(1, Math.exp(-evidence));
}
