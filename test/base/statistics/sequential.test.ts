import { describe, expect, test } from "vitest";
import { sequentialRatioTest, sequentialTest, twoProportionZ, type PairedSamples } from "../../../src/base/statistics/index.ts";
import { drawn, seeded } from "./random.ts";

const canaries = 2000;
/** A day and a half of looks, each quarter of an hour. */
const looks = 144;

/** Candidates that get a small and growing share of requests whose rate of errors moves during the day. */
function simulated(random: () => number, errors: number, factor: number): readonly PairedSamples[] {
  return Array.from({ length: looks }, (_, look) => {
    const share = look < looks / 2 ? 0.05 : 0.25;
    const daily = 1 + 0.8 * Math.sin((2 * Math.PI * look) / 96);
    const requests = Math.round(2500 * daily) + 100;
    const candidate = Math.round(requests * share);
    const rate = errors * (2 - daily / 2);
    return {
      candidate: { events: drawn(random, candidate, Math.min(1, rate * factor)), trials: candidate },
      baseline: { events: drawn(random, requests - candidate, rate), trials: requests - candidate },
    };
  });
}

/** What a question says of each of so many seeded canaries. */
function asked<Answer>(
  count: number,
  [seed, errors, factor]: readonly [number, number, number],
  question: (batches: readonly PairedSamples[]) => Answer,
): readonly Answer[] {
  const random = seeded(seed);
  return Array.from({ length: count }, () => question(simulated(random, errors, factor)));
}

/** Always-valid p-values of "the candidate is worse" after all looks; they only ever fall. */
function pValues(count: number, ...canary: readonly [number, number, number]): readonly number[] {
  return asked(count, canary, (batches) => sequentialRatioTest(batches, "more").pValue);
}

function shareBelow(values: readonly number[], alpha: number): number {
  return values.filter((value) => value < alpha).length / values.length;
}

/** What somebody does who looks at the plain test each time. */
function looksAtZ(batches: readonly PairedSamples[]): boolean {
  const sums = { candidate: { events: 0, trials: 0 }, baseline: { events: 0, trials: 0 } };
  return batches.some((batch) => {
    for (const side of ["candidate", "baseline"] as const) {
      sums[side].events += batch[side].events;
      sums[side].trials += batch[side].trials;
    }
    return sums.candidate.events + sums.baseline.events > 0 && twoProportionZ(sums.candidate, sums.baseline).greater < 0.05;
  });
}

describe(`${canaries} canaries that are no worse, looked at ${looks} times each`, () => {
  test.each([
    ["rare errors", 1, 0.0002, 1],
    ["errors now and then", 2, 0.002, 1],
    ["a candidate that is a fifth better", 3, 0.002, 0.8],
  ])("are called worse in at most 5 % and 1 %: %s", (_, seed, errors, factor) => {
    const values = pValues(canaries, seed, errors, factor);
    expect(shareBelow(values, 0.05)).toBeLessThanOrEqual(0.05);
    expect(shareBelow(values, 0.01)).toBeLessThanOrEqual(0.01);
  });

  test("while the plain test, looked at as often, calls far more of them worse", () => {
    const fooled = asked(300, [2, 0.002, 1], looksAtZ);
    expect(fooled.filter(Boolean).length / fooled.length).toBeGreaterThan(0.2);
  });

  test("as exactly as for single requests against a limit", () => {
    const random = seeded(5);
    let wrong = 0;
    for (let canary = 0; canary < canaries; canary += 1) {
      const batches = Array.from({ length: looks }, () => ({ events: drawn(random, 500, 0.01), trials: 500, share: 0.01 }));
      if (sequentialTest(batches, "more").pValue < 0.05) wrong += 1;
    }
    expect(wrong / canaries).toBeLessThanOrEqual(0.05);
  });
});

describe("canaries that are worse", () => {
  test.each([
    ["twice as many errors", 6, 0.002, 2, 0.99],
    ["half as many again", 7, 0.002, 1.5, 0.99],
    ["four times as many rare errors", 8, 0.0002, 4, 0.99],
  ])("are found out: %s", (_, seed, errors, factor, least) => {
    expect(shareBelow(pValues(300, seed, errors, factor), 0.05)).toBeGreaterThanOrEqual(least);
  });

  test("and the p-value never rises again", () => {
    const { course } = sequentialRatioTest(simulated(seeded(9), 0.002, 1.3), "more");
    expect(course).toHaveLength(looks);
    expect(course).toEqual(course.toSorted((left, right) => right - left));
  });
});

describe("small cases", () => {
  test("nothing seen says nothing", () => {
    expect(sequentialRatioTest([], "more")).toEqual({ pValue: 1, evidence: 0, course: [] });
    const idle = { events: 0, trials: 0 };
    expect(sequentialRatioTest([{ candidate: idle, baseline: idle }], "more").pValue).toBe(1);
  });

  test("where only one side had requests, its errors say nothing", () => {
    const busy = { events: 7, trials: 100 };
    const idle = { events: 0, trials: 0 };
    for (const batch of [
      { candidate: busy, baseline: idle },
      { candidate: idle, baseline: busy },
    ]) {
      expect(sequentialRatioTest([batch], "more").evidence).toBeCloseTo(0, 12);
      expect(sequentialRatioTest([batch], "less").evidence).toBeCloseTo(0, 12);
    }
  });

  test("a candidate without errors beside a baseline with many is better", () => {
    const batch = { candidate: { events: 0, trials: 5000 }, baseline: { events: 20, trials: 5000 } };
    expect(sequentialRatioTest([batch], "less").pValue).toBeLessThan(0.001);
    expect(sequentialRatioTest([batch], "more").pValue).toBe(1);
  });

  test("being within twice the baseline can be shown while being better cannot", () => {
    const batch = { candidate: { events: 100, trials: 10_000 }, baseline: { events: 1000, trials: 100_000 } };
    expect(sequentialRatioTest([batch], "less", 2).pValue).toBeLessThan(0.001);
    expect(sequentialRatioTest([batch], "less").pValue).toBeGreaterThan(0.2);
  });
});
