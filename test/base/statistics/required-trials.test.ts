import { describe, expect, test } from "vitest";
import {
  binomialCdf,
  binomialMass,
  clearedDifference,
  clearedLimit,
  exactUpper,
  marginScore,
  normalQuantile,
  trialsForDifference,
  trialsForLimit,
} from "../../../src/base/statistics/index.ts";

const certainty = { confidence: 0.95, power: 0.8 };

describe("trials for a limit", () => {
  test.each([
    [0.001, 0],
    [0.001, 0.0002],
    [0.001, 0.0008],
    [0.05, 0.002],
    [0.05, 0.04],
    [0.3, 0.1],
  ])("of %d where %d is expected: one at the limit is cleared in 5 %, one as expected in 80 %", (limit, expected) => {
    const trials = trialsForLimit(limit, expected, certainty) ?? NaN;
    // The largest number of events whose exact upper bound is within the limit.
    let events = Math.floor(trials * limit);
    while (events >= 0 && exactUpper({ events, trials }, 0.95) > limit * (1 + 1e-6)) events -= 1;
    expect(binomialCdf(events, trials, limit)).toBeLessThanOrEqual(0.05 * (1 + 1e-3));
    expect(binomialCdf(events, trials, expected)).toBeGreaterThanOrEqual(0.8 * (1 - 1e-6));
    expect(clearedLimit(trials, expected, certainty)).toBeLessThanOrEqual(limit * (1 + 1e-4));
  });

  test("without an expected event it is the rule of three", () => {
    expect(trialsForLimit(0.001, 0, certainty)).toBe(Math.ceil(Math.log(0.05) / Math.log(1 - 0.001)));
  });

  test("there are none for a limit that is expected to be crossed", () => {
    expect(trialsForLimit(0.001, 0.001, certainty)).toBeUndefined();
    expect(trialsForLimit(0, 0, certainty)).toBeUndefined();
  });
});

describe("trials for a difference", () => {
  const z = normalQuantile(0.95);
  /** The chance that the score test clears a candidate, by adding up every pair of counts. */
  function cleared(size: number, other: number, difference: number, share: number, beside: number): number {
    let sum = 0;
    for (let x = 0; x <= size; x += 1) {
      const mass = binomialMass(x, size, share);
      if (mass < 1e-9) continue;
      for (let y = 0; y <= other; y += 1) {
        const both = mass * binomialMass(y, other, beside);
        if (both < 1e-12) continue;
        if (marginScore({ events: x, trials: size }, { events: y, trials: other }, { difference }) <= -z) sum += both;
      }
    }
    return sum;
  }

  test.each([
    [0.1, 0.2, 1],
    [0.05, 0.05, 3],
    [0.06, 0.02, 2],
  ])(
    "of %d where %d is expected, %d to one: what is at the margin is cleared in about 5 %, what is as expected in about 80 %",
    (difference, share, ratio) => {
      const trials = trialsForDifference(difference, share, ratio, certainty);
      const other = Math.round(trials * ratio);
      expect(cleared(trials, other, difference, share + difference, share)).toBeLessThan(0.065);
      const power = cleared(trials, other, difference, share, share);
      expect(power).toBeGreaterThan(0.76);
      expect(power).toBeLessThan(0.86);
    },
  );

  test("and the difference that so many clear is the one they were reckoned for", () => {
    const trials = trialsForDifference(0.005, 0.004, 19, certainty);
    expect(clearedDifference(trials, trials * 19, 0.004, certainty)).toBeCloseTo(0.005, 5);
  });
});
