import { binomialCdf, binomialTail } from "./binomial.ts";
import { normalTail } from "./normal.ts";
import { shareOf, type Sample } from "./sample.ts";

/** How far the candidate's share may lie above the baseline's: by a difference of shares, or by a factor. */
export type Margin = { readonly difference: number } | { readonly ratio: number };

/** Both questions that can be asked of a margin. */
export interface MarginTest {
  readonly method: "score" | "exact";
  /** p-value of "the candidate is within the margin": small when that is proven. */
  readonly within: number;
  /** p-value of "the candidate is beyond the margin": small when that is proven. */
  readonly beyond: number;
}

/** Fewest events to expect on either side, at the margin, for the normal approximation to be trusted. */
const fewestExpected = 10;

/**
 * Whether the candidate's share of events is within a margin of the baseline's:
 * the score test of Farrington and Manning, and for a factor with few events
 * the exact conditional test, in which each event falls to the candidate in
 * proportion to its trials. For a difference with few events the score test is
 * still used: at its margin a candidate has `difference * trials` events.
 * @see https://doi.org/10.1002/sim.4780091208
 */
export function nonInferiority(candidate: Sample, baseline: Sample, margin: Margin): MarginTest {
  if ("ratio" in margin) {
    const events = candidate.events + baseline.events;
    const share = (margin.ratio * candidate.trials) / (margin.ratio * candidate.trials + baseline.trials);
    if (events * Math.min(share, 1 - share) < fewestExpected) return exactRatio(candidate, baseline, margin.ratio);
  }
  const z = marginScore(candidate, baseline, margin);
  return { method: "score", within: normalTail(-z), beyond: normalTail(z) };
}

/** The score statistic: above 0 when the candidate's share lies beyond the margin. */
export function marginScore(candidate: Sample, baseline: Sample, margin: Margin): number {
  const [p, q] = [shareOf(candidate), shareOf(baseline)];
  const { share, other } = sharesAtMargin(candidate, baseline, margin);
  const factor = "ratio" in margin ? margin.ratio : 1;
  const variance = (share * (1 - share)) / candidate.trials + (factor * factor * other * (1 - other)) / baseline.trials;
  const distance = "ratio" in margin ? p - factor * q : p - q - margin.difference;
  return distance === 0 ? 0 : distance / Math.sqrt(variance);
}

/**
 * The pair of shares exactly at the margin under which the counts are most
 * likely. The slope of the likelihood falls along that line, so its root is
 * found by halving, which keeps the digits of tiny shares.
 */
export function sharesAtMargin(candidate: Sample, baseline: Sample, margin: Margin): { readonly share: number; readonly other: number } {
  const [x, y] = [candidate.events, baseline.events];
  const [restX, restY] = [candidate.trials - x, baseline.trials - y];
  const term = (count: number, at: number): number => (count === 0 ? 0 : count / at);
  if ("ratio" in margin) {
    const r = margin.ratio;
    const other = root(0, Math.min(1, 1 / r), (p) => term(x + y, p) - term(r * restX, 1 - r * p) - term(restY, 1 - p));
    return { share: r * other, other };
  }
  const d = margin.difference;
  const other = root(Math.max(0, -d), Math.min(1, 1 - d), (p) => term(x, p + d) - term(restX, 1 - p - d) + term(y, p) - term(restY, 1 - p));
  return { share: other + d, other };
}

/** Where a falling function crosses zero, or the end it does not cross before. */
function root(from: number, to: number, slope: (at: number) => number): number {
  let [low, high] = [from, to];
  for (let step = 0; step < 200 && high - low > 1e-15 * high; step += 1) {
    const middle = (low + high) / 2;
    if (slope(middle) > 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/**
 * The exact conditional test of the ratio of two Poisson rates, which shares
 * of rare events are.
 * @see https://doi.org/10.1093/biomet/31.3-4.313
 */
function exactRatio(candidate: Sample, baseline: Sample, ratio: number): MarginTest {
  shareOf(candidate);
  shareOf(baseline);
  const seen = Math.round(candidate.events);
  const events = seen + Math.round(baseline.events);
  const share = (ratio * candidate.trials) / (ratio * candidate.trials + baseline.trials);
  return { method: "exact", within: binomialCdf(seen, events, share), beyond: binomialTail(seen, events, share) };
}
