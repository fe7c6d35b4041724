import { normalDensity, normalQuantile } from "../../base/statistics/normal.ts";
import type { Certainty } from "../../base/statistics/required-trials.ts";
import { threshold, type Limit } from "../observability/limit.ts";
import { dimensionOf } from "../../model/quantity.ts";
import type { Detection, DetectionInput } from "./detection.ts";
import { factorWords } from "./significant.ts";

/**
 * Spread of latencies before any was measured: logarithms with a standard
 * deviation of 1, so that p95 is five times the median and p99 ten times.
 */
const logSpread = 1;
/** Spread of other values, such as scores, per mean. */
const scoreSpread = 0.5;

/**
 * A quantile of a latency. Its logarithm is estimated with a standard error of
 * `sqrt(q (1 - q) / n) / density`, whatever the distribution; the density is
 * that of a log-normal one. A quantile has an upper bound at all only when a
 * sample without a value beyond it would be a surprise.
 * @see https://doi.org/10.1002/9780470316481
 */
export function quantileDetection({ limit, certainty }: DetectionInput, quantile: number): Detection {
  const deviation = (logSpread * Math.sqrt(quantile * (1 - quantile))) / normalDensity(normalQuantile(quantile));
  const within = limit.side === "above" ? quantile : 1 - quantile;
  const fewest = Math.ceil(Math.log(1 - certainty.confidence) / Math.log(within));
  return relativeDetection(limit, certainty, "p95 is about five times the median, p99 ten times", {
    deviation,
    fewest,
    distance: (factor) => Math.abs(Math.log(factor)),
    factor: (distance) => Math.exp(distance),
  });
}

/** A mean of a latency, or of a score. */
export function meanDetection({ limit, certainty }: DetectionInput, isLatency: boolean): Detection {
  // Coefficient of variation of the log-normal distribution.
  const deviation = isLatency ? Math.sqrt(Math.expm1(logSpread ** 2)) : scoreSpread;
  const assumes = isLatency ? "p95 is about five times the median" : "values spread by half of their mean";
  return relativeDetection(limit, certainty, assumes, {
    deviation,
    fewest: 2,
    distance: (factor) => Math.abs(factor - 1),
    factor: (distance) => 1 + distance,
  });
}

interface Scale {
  /** Standard deviation that one request contributes to the estimate, on a scale on which changes add up. */
  readonly deviation: number;
  /** Requests without which there is no estimate. */
  readonly fewest: number;
  /** From a factor to the scale, and back. */
  readonly distance: (factor: number) => number;
  readonly factor: (distance: number) => number;
}

function relativeDetection(limit: Limit, { confidence, power }: Certainty, assumes: string, scale: Scale): Detection {
  const deviations = (normalQuantile(confidence) + normalQuantile(power)) * scale.deviation;
  const compares = limit.against === "baseline";
  const sign = limit.side === "above" ? 1 : -1;
  const detects: Detection["detects"] = ({ judged, baseline }) => {
    const distance = deviations * Math.sqrt(1 / judged + (compares ? 1 / baseline : 0));
    const worst = scale.factor(distance);
    return { relative: factorWords(sign > 0 ? worst : Math.max(0, 2 - worst)) };
  };
  if (!compares) {
    return {
      assumes: `${assumes}; how far the limit is from what is expected is not declared`,
      detects,
      needs: () => (scale.fewest > 2 ? scale.fewest : undefined),
      ...(scale.fewest > 2 ? {} : { unknown: "how far the limit is from what is expected is not declared" }),
    };
  }
  const factor = dimensionOf(limit.text) === "points" ? undefined : Number(threshold(limit, "1"));
  if (factor === undefined) return { assumes, detects, needs: () => undefined, unknown: "a change in points is not one of a latency" };
  if (sign * (factor - 1) <= 0)
    return { assumes, detects, needs: () => undefined, never: "a candidate that is as good as the baseline is beyond it already" };
  return {
    assumes,
    detects,
    needs: (baselinePerRequest) =>
      Math.max(scale.fewest, Math.ceil((deviations / scale.distance(factor)) ** 2 * (1 + 1 / baselinePerRequest))),
  };
}
