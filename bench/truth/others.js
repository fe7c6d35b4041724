import { hodgesLehmann, mannWhitney } from "../../lib/base/statistics/index.js";
import { hold, limits } from "./corpus.js";

/** Latency of the candidate per baseline's at a minute, as a query would give it: nothing, or NaN for 0 / 0. */
function slower({ candidate, baseline }, minute, length) {
  const [own, other] = [candidate.p95(minute, length), baseline.p95(minute, length)];
  if (own !== undefined && other !== undefined) return own / other;
  return candidate.scraped(minute) && baseline.scraped(minute) ? Number.NaN : undefined;
}

/** Share of errors with `or vector(0)` in the numerator, as usual: NaN for 0 / 0, nothing without series. */
function errors({ candidate }, minute, length) {
  const all = candidate.events(minute, length);
  if (all === undefined) return undefined;
  return (candidate.part(minute, length) ?? 0) / all;
}

const metrics = [
  { of: errors, limit: limits.errors },
  { of: slower, limit: limits.latency },
];

/**
 * Argo Rollouts: one measurement every five minutes for the hold, at most three
 * of them may fail, and a fifth error in a row ends it; an error is an empty
 * result, asked again after 10 s.
 * @param condition which condition the metric has; the other answer is the opposite, so that NaN differs
 * @param length minutes that its queries look back
 */
export function argo(condition, length) {
  return ({ sides }) => {
    const failed = metrics.map(() => 0);
    for (let minute = 5; minute <= hold; minute += 5) {
      for (const [index, { of, limit }] of metrics.entries()) {
        const value = of(sides, minute, length);
        // Five tries 10 s apart see the same.
        if (value === undefined) return { outcome: "rolled back", at: minute };
        const isGood = condition === "success" ? value <= limit : !(value > limit);
        if (!isGood) failed[index] += 1;
        if (failed[index] > 3) return { outcome: "rolled back", at: minute };
      }
    }
    return { outcome: "promoted", at: hold };
  };
}

/**
 * Flagger: a check an interval; a failed one halts and counts, so many of them
 * in all go back; no value and NaN fail. Promoted after as many good ones as
 * the hold has intervals.
 * @param length minutes that its queries look back
 */
export function flagger(interval, threshold, length) {
  return ({ sides }) => {
    let [failed, good] = [0, 0];
    for (let minute = interval; ; minute += interval) {
      const isGood = metrics.every(({ of, limit }) => of(sides, minute, length) <= limit);
      if (isGood) good += 1;
      else failed += 1;
      if (failed >= threshold) return { outcome: "rolled back", at: minute };
      if (good >= hold / interval) return { outcome: "promoted", at: minute };
    }
  };
}

/** Values of both sides a minute apart. */
function dense(sides, from, to) {
  const of = (side, read) => {
    const values = [];
    for (let minute = from; minute <= to; minute += 1) {
      const value = read(side)(minute);
      if (value !== undefined) values.push(value);
    }
    return values;
  };
  return [(side) => side.share, (side) => side.p95].map((read) => ({
    candidate: of(sides.candidate, read),
    baseline: of(sides.baseline, read),
  }));
}

/**
 * Kayenta's NetflixACAJudge: every hour over all so far, two metrics of equal
 * weight, direction increase; marginal 75, pass 95. Half of the metrics without
 * data make 0.
 */
export function kayenta({ sides }) {
  for (let minute = 60; minute <= hold; minute += 60) {
    const results = dense(sides, 1, minute).map(classified);
    const noData = results.filter((result) => result === "nodata").length;
    const score = noData * 2 >= results.length ? 0 : (100 * results.filter((result) => result !== "high").length) / results.length;
    if (score < 75) return { outcome: "rolled back", at: minute };
    if (minute >= hold) return { outcome: score >= 95 ? "promoted" : "rolled back", at: minute };
  }
  throw new Error("expected an end");
}

function classified({ candidate, baseline }) {
  if (candidate.length === 0 || baseline.length === 0) return "nodata";
  const distinct = new Set([...candidate, ...baseline]);
  if (distinct.size === 1) return "pass";
  const [own, other] = [new Set(candidate), new Set(baseline)];
  // Both constant but different: noise of a hundred-thousandth leaves the difference clear.
  if (own.size === 1 && other.size === 1) return candidate[0] > baseline[0] ? "high" : "pass";
  const { estimate, low: lower } = hodgesLehmann(candidate, baseline, 0.98);
  const ratio = mean(baseline) === 0 || mean(candidate) === 0 ? Number.NaN : mean(candidate) / mean(baseline);
  const isBigEnough = Number.isNaN(ratio) || ratio >= 1;
  return lower > 0.25 * Math.abs(estimate) && isBigEnough ? "high" : "pass";
}

/**
 * PipeCD's automated deployment analysis against the baseline: the last ten
 * minutes of both every ten minutes, Mann-Whitney at 5 %, deviation HIGH, one
 * failure allowed. Both sides empty pass, one of them is an error, which counts
 * as a failure.
 */
export function pipecd({ sides }) {
  const failed = [0, 0];
  for (let minute = 10; minute <= hold; minute += 10) {
    for (const [index, { candidate, baseline }] of dense(sides, minute - 9, minute).entries()) {
      const isBad =
        candidate.length === 0 || baseline.length === 0
          ? candidate.length + baseline.length > 0
          : mannWhitney(candidate, baseline, "normal").greater < 0.025;
      if (isBad) failed[index] += 1;
      if (failed[index] > 1) return { outcome: "rolled back", at: minute };
    }
  }
  return { outcome: "promoted", at: hold };
}

function mean(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
