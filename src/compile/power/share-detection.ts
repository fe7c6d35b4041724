import { add, compareDecimals, multiply, type Decimal } from "../../base/decimal.ts";
import { clearedDifference, clearedLimit, trialsForDifference, trialsForLimit } from "../../base/statistics/required-trials.ts";
import { baseAmount } from "../../model/quantity.ts";
import { threshold } from "../observability/limit.ts";
import type { Detection, DetectionInput, Requests } from "./detection.ts";
import type { Regression } from "./regression.ts";
import { factorWords, percentWords, pointsWords } from "./significant.ts";

/**
 * A share of requests: what may not become more frequent is counted, so for a
 * limit that must not be undercut the requests that do not match.
 */
export function shareDetection(input: DetectionInput): Detection {
  const { limit, errors, certainty } = input;
  const expected = errors === undefined ? "0" : baseAmount(errors);
  const share = Number(expected);
  const assumes = errors === undefined ? "no request is a bad one" : `${errors} of its requests are bad ones`;
  const bad = badLimit(input, expected);
  if (compareDecimals(bad, expected) <= 0) {
    const none = { assumes, detects: () => undefined, needs: () => undefined };
    if (bad === "0" || (limit.against === "baseline" && expected === "0"))
      return { ...none, unknown: "no share of errors is expected to tell a change of it from" };
    return { ...none, never: `a service that is as good as expected, with ${errors ?? "0 %"} bad requests, is beyond it already` };
  }
  const compares = limit.against === "baseline";
  const distance = Number(subtract(bad, expected));
  return {
    assumes,
    detects: ({ judged, baseline }: Requests): Regression => {
      const worst = compares ? share + clearedDifference(judged, baseline, share, certainty) : clearedLimit(judged, share, certainty);
      return regression(limit.side, share, worst);
    },
    needs: (baselinePerRequest) =>
      compares ? trialsForDifference(distance, share, baselinePerRequest, certainty) : trialsForLimit(Number(bad), share, certainty),
  };
}

/** The share of bad requests at which the limit lies. */
function badLimit({ limit }: DetectionInput, expected: Decimal): Decimal {
  if (limit.side === "above") return threshold(limit, expected);
  return subtract("1", threshold(limit, subtract("1", expected)));
}

function regression(side: "above" | "below", expected: number, worst: number): Regression {
  // "3 % more mismatches" beside a match rate would be read as a change of the match rate.
  if (side === "below") return { value: percentWords(1 - worst), absolute: pointsWords(expected - worst) };
  return {
    value: percentWords(worst),
    absolute: pointsWords(worst - expected),
    ...(expected === 0 ? {} : { relative: factorWords(worst / expected) }),
  };
}

function subtract(left: Decimal, right: Decimal): Decimal {
  return add(left, multiply(right, "-1"));
}
