import { betaQuantile } from "./incomplete-beta.ts";
import { normalQuantile } from "./normal.ts";
import { shareOf, type Sample } from "./sample.ts";

/** Two ends between which a value lies with the confidence that was asked for. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/**
 * Wilson's score interval of a share: close to its confidence on average for
 * any size.
 * @see https://doi.org/10.1080/01621459.1927.10502953
 */
export function wilsonInterval(sample: Sample, confidence: number): Interval {
  const { events, trials } = sample;
  const share = shareOf(sample);
  const z = normalQuantile((1 + confidence) / 2);
  const shrink = 1 + (z * z) / trials;
  const centre = (share + (z * z) / (2 * trials)) / shrink;
  const half = (z * Math.sqrt((share * (1 - share)) / trials + (z * z) / (4 * trials * trials))) / shrink;
  return { low: events === 0 ? 0 : centre - half, high: events === trials ? 1 : centre + half };
}

/**
 * The exact interval of Clopper and Pearson: never covers less than its
 * confidence, for any share and size.
 * @see https://doi.org/10.1093/biomet/26.4.404
 */
export function exactInterval(sample: Sample, confidence: number): Interval {
  const tail = (1 - confidence) / 2;
  return { low: exactLower(sample, 1 - tail), high: exactUpper(sample, 1 - tail) };
}

/** The share that is not undercut at this one-sided confidence. */
export function exactLower(sample: Sample, confidence: number): number {
  const { events, trials } = sample;
  return shareOf(sample) === 0 ? 0 : betaQuantile(1 - confidence, events, trials - events + 1);
}

/** The share that is not exceeded at this one-sided confidence. Without an event it is about 3 / trials at 95 %. */
export function exactUpper(sample: Sample, confidence: number): number {
  const { events, trials } = sample;
  return shareOf(sample) === 1 ? 1 : betaQuantile(confidence, events + 1, trials - events);
}

/**
 * Interval of the difference of two shares, by Newcombe's hybrid of Wilson's
 * intervals (his method 10).
 * @see https://doi.org/10.1002/(SICI)1097-0258(19980430)17:8%3C873::AID-SIM779%3E3.0.CO;2-I
 */
export function newcombeInterval(candidate: Sample, baseline: Sample, confidence: number): Interval {
  const [p, q] = [shareOf(candidate), shareOf(baseline)];
  const [one, other] = [wilsonInterval(candidate, confidence), wilsonInterval(baseline, confidence)];
  return {
    low: p - q - Math.hypot(p - one.low, other.high - q),
    high: p - q + Math.hypot(one.high - p, q - other.low),
  };
}
