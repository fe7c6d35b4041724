import { binomialCdf, binomialQuantile } from "./binomial.ts";
import { sharesAtMargin } from "./non-inferiority.ts";
import { normalQuantile } from "./normal.ts";
import { exactUpper } from "./proportion-interval.ts";

/**
 * How sure an answer must be. Of candidates exactly at the limit at most
 * `1 - confidence` are cleared; of those that are as good as expected at least
 * `power` are.
 */
export interface Certainty {
  readonly confidence: number;
  readonly power: number;
}

/** The lowest limit that so many trials can clear a share of `expected` of, by the exact upper bound. */
export function clearedLimit(trials: number, expected: number, { confidence, power }: Certainty): number {
  const events = binomialQuantile(power, trials, expected);
  return exactUpper({ events, trials }, confidence);
}

/** Fewest trials that clear a share of `expected` of a higher `limit`; `undefined` where none do. */
export function trialsForLimit(limit: number, expected: number, { confidence, power }: Certainty): number | undefined {
  if (!(limit > expected) || limit <= 0) return undefined;
  if (limit >= 1) return 1;
  // With at most `events` events allowed: enough trials for a candidate at the limit to exceed them …
  const needed = (events: number): number => {
    let low = events;
    let high = (events + 3 + 4 * Math.sqrt(events + 1)) / limit;
    while (high - low > 1e-10 * high) {
      const middle = (low + high) / 2;
      if (binomialCdf(events, middle, limit) > 1 - confidence) low = middle;
      else high = middle;
    }
    return Math.ceil(high - 1e-3);
  };
  // … must be few enough for one as expected not to.
  const isCleared = (events: number): boolean => binomialCdf(events, needed(events), expected) >= power;
  let high = 0;
  while (!isCleared(high)) {
    if (high > 1e9) return undefined;
    high = high * 2 + 1;
  }
  let low = high === 0 ? -1 : (high - 1) / 2;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (isCleared(middle)) high = middle;
    else low = middle;
  }
  return needed(high);
}

/**
 * Fewest trials of the candidate that show a share of `expected` to be within
 * `difference` of a baseline of the same share that has `perTrial` as many
 * trials, by the score test.
 * @see https://doi.org/10.1002/sim.4780091208
 */
export function trialsForDifference(difference: number, expected: number, perTrial: number, { confidence, power }: Certainty): number {
  const candidate = { events: expected, trials: 1 };
  const baseline = { events: expected * perTrial, trials: perTrial };
  const { share, other } = sharesAtMargin(candidate, baseline, { difference });
  const atLimit = Math.sqrt(share * (1 - share) + (other * (1 - other)) / perTrial);
  const asExpected = Math.sqrt(expected * (1 - expected) * (1 + 1 / perTrial));
  const deviations = normalQuantile(confidence) * atLimit + normalQuantile(power) * asExpected;
  return Math.ceil((deviations / difference) ** 2);
}

/** The smallest difference that so many trials of both sides can be shown to be within. */
export function clearedDifference(candidate: number, baseline: number, expected: number, certainty: Certainty): number {
  let [low, high] = [0, 1 - expected];
  while (high - low > 1e-6 * high) {
    const middle = (low + high) / 2;
    if (trialsForDifference(middle, expected, baseline / candidate, certainty) > candidate) low = middle;
    else high = middle;
  }
  return high;
}
