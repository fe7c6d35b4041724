import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  binomialCdf,
  binomialQuantile,
  binomialTail,
  exactInterval,
  fisherExact,
  hodgesLehmann,
  holm,
  mannWhitney,
  meanRatioInterval,
  meanRatioTest,
  momentsOf,
  newcombeInterval,
  nonInferiority,
  normalCdf,
  normalQuantile,
  proportionTest,
  sequentialRatioTest,
  twoProportionZ,
  wilsonInterval,
} from "../../../src/base/statistics/index.ts";

const sample = fc
  .integer({ min: 1, max: 5000 })
  .chain((trials) => fc.record({ events: fc.integer({ min: 0, max: trials }), trials: fc.constant(trials) }));
/** Values on a grid, so that shifting and scaling is exact and ties occur. */
const values = (minLength = 1) =>
  fc.array(fc.integer({ min: -64, max: 64 }), { minLength, maxLength: 30 }).map((all) => all.map((one) => one / 8));
const probability = fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true });
const confidence = fc.constantFrom(0.8, 0.9, 0.95, 0.99);
const none = ({ events, trials }: { readonly events: number; readonly trials: number }) => ({ events: trials - events, trials });

describe("symmetry", () => {
  test("the normal quantile undoes the distribution, and both mirror at 0", () => {
    fc.assert(
      fc.property(probability, (p) => {
        expect(normalCdf(normalQuantile(p))).toBeCloseTo(p, 12);
        // 1 - p has no more digits than it has.
        expect(normalQuantile(1 - p)).toBeCloseTo(-normalQuantile(p), 8);
      }),
    );
  });

  test("both tails of the binomial distribution make one, and failures mirror successes", () => {
    fc.assert(
      fc.property(sample, probability, ({ events, trials }, p) => {
        expect(binomialCdf(events - 1, trials, p) + binomialTail(events, trials, p)).toBeCloseTo(1, 10);
        expect(binomialCdf(events, trials, p)).toBeCloseTo(binomialTail(trials - events, trials, 1 - p), 10);
      }),
    );
  });

  test.each([
    ["Wilson", wilsonInterval],
    ["exact", exactInterval],
  ])("the %s interval of the failures is the mirrored one", (_, interval) => {
    fc.assert(
      fc.property(sample, confidence, (one, level) => {
        const [own, other] = [interval(one, level), interval(none(one), level)];
        expect(own.low).toBeCloseTo(1 - other.high, 9);
        expect(own.high).toBeCloseTo(1 - other.low, 9);
      }),
    );
  });

  test("swapping the sides swaps the tails of every test of two shares", () => {
    fc.assert(
      fc.property(sample, sample, (one, other) => {
        for (const compare of [twoProportionZ, fisherExact, proportionTest]) {
          const [there, back] = [compare(one, other), compare(other, one)];
          expect(there.less).toBeCloseTo(back.greater, 9);
          expect(there.twoSided).toBeCloseTo(back.twoSided, 9);
        }
        const [there, back] = [newcombeInterval(one, other, 0.95), newcombeInterval(other, one, 0.95)];
        expect(there.low).toBeCloseTo(-back.high, 12);
      }),
      { numRuns: 50 },
    );
  });

  test("counting successes instead of failures asks the same of a difference", () => {
    fc.assert(
      fc.property(sample, sample, fc.double({ min: -0.4, max: 0.4, noNaN: true }), (one, other, difference) => {
        const [within, mirrored] = [
          nonInferiority(one, other, { difference }),
          nonInferiority(none(one), none(other), { difference: -difference }),
        ];
        expect(within.within).toBeCloseTo(mirrored.beyond, 6);
      }),
    );
  });

  test("swapping the sides turns the rank test and the shift around", () => {
    fc.assert(
      fc.property(values(), values(), (own, other) => {
        const [there, back] = [mannWhitney(own, other), mannWhitney(other, own)];
        expect(there.u + back.u).toBe(own.length * other.length);
        expect(there.less).toBeCloseTo(back.greater, 12);
        expect(there.twoSided).toBeCloseTo(back.twoSided, 12);
        const [shift, turned] = [hodgesLehmann(own, other, 0.95), hodgesLehmann(other, own, 0.95)];
        expect(shift.estimate).toBe(0 - turned.estimate);
        expect(shift.low).toBe(0 - turned.high);
      }),
    );
  });
});

describe("monotony", () => {
  test("more events move intervals and tests to the same side", () => {
    fc.assert(
      fc.property(
        sample.filter(({ events, trials }) => events < trials),
        sample,
        (one, other) => {
          const more = { events: one.events + 1, trials: one.trials };
          for (const interval of [wilsonInterval, exactInterval]) {
            expect(interval(more, 0.95).low).toBeGreaterThanOrEqual(interval(one, 0.95).low);
            expect(interval(more, 0.95).high).toBeGreaterThanOrEqual(interval(one, 0.95).high);
          }
          expect(fisherExact(more, other).greater).toBeLessThanOrEqual(fisherExact(one, other).greater + 1e-12);
          expect(nonInferiority(more, other, { difference: 0.01 }).within).toBeGreaterThanOrEqual(
            nonInferiority(one, other, { difference: 0.01 }).within - 1e-9,
          );
        },
      ),
      { numRuns: 50 },
    );
  });

  test("a wider margin is easier to keep", () => {
    fc.assert(
      fc.property(
        sample,
        sample,
        fc.double({ min: 0, max: 0.2, noNaN: true }),
        fc.double({ min: 0, max: 0.2, noNaN: true }),
        (one, other, margin, more) => {
          const [narrow, wide] = [margin, margin + more].map((difference) => nonInferiority(one, other, { difference }).within);
          expect(wide).toBeLessThanOrEqual((narrow ?? NaN) + 1e-9);
        },
      ),
    );
  });

  test("more confidence means a wider interval", () => {
    fc.assert(
      fc.property(sample, values(2), values(2), (one, own, other) => {
        for (const interval of [wilsonInterval, exactInterval]) {
          expect(interval(one, 0.99).high).toBeGreaterThanOrEqual(interval(one, 0.9).high);
        }
        expect(hodgesLehmann(own, other, 0.99).low).toBeLessThanOrEqual(hodgesLehmann(own, other, 0.9).low);
      }),
    );
  });

  test("a quantile is the first count that reaches its probability", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), probability, probability, (trials, share, p) => {
        const k = binomialQuantile(p, trials, share);
        expect(binomialCdf(k, trials, share)).toBeGreaterThanOrEqual(p * (1 - 1e-9));
        expect(binomialCdf(k - 1, trials, share)).toBeLessThan(p);
      }),
    );
  });

  test("Holm keeps the order, raises nothing above 1 and lowers nothing", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 12 }), (pValues) => {
        const adjusted = holm(pValues);
        for (const [index, value] of adjusted.entries()) {
          expect(value).toBeLessThanOrEqual(1);
          expect(value).toBeGreaterThanOrEqual(pValues[index] ?? NaN);
        }
        const byValue = adjusted.toSorted((left, right) => left - right);
        const byGiven = [...adjusted.entries()].toSorted(([left], [right]) => (pValues[left] ?? 0) - (pValues[right] ?? 0));
        expect(byGiven.map(([, value]) => value)).toEqual(byValue);
      }),
    );
  });
});

describe("invariance", () => {
  test("ranks do not see a shift or a scale of both sides; the shift scales with them", () => {
    fc.assert(
      fc.property(values(), values(), fc.integer({ min: -9, max: 9 }), fc.constantFrom(0.25, 2, 8), (own, other, by, factor) => {
        const moved = (all: readonly number[]) => all.map((value) => value * factor + by);
        expect(mannWhitney(moved(own), moved(other))).toEqual(mannWhitney(own, other));
        const [before, after] = [hodgesLehmann(own, other, 0.95), hodgesLehmann(moved(own), moved(other), 0.95)];
        expect(after.estimate).toBe(before.estimate * factor);
        expect(after.low).toBe(before.low * factor);
      }),
    );
  });

  test("moving one side moves the shift and its interval by as much", () => {
    fc.assert(
      fc.property(values(), values(), fc.integer({ min: -9, max: 9 }), (own, other, by) => {
        const [before, after] = [
          hodgesLehmann(own, other, 0.95),
          hodgesLehmann(
            own.map((value) => value + by),
            other,
            0.95,
          ),
        ];
        expect(after).toEqual({ estimate: before.estimate + by, low: before.low + by, high: before.high + by });
      }),
    );
  });

  test("the shift is the median of all differences, as if they were listed", () => {
    fc.assert(
      fc.property(values(), values(), (own, other) => {
        const all = own.flatMap((x) => other.map((y) => x - y)).toSorted((left, right) => left - right);
        const middle = ((all[Math.ceil(all.length / 2) - 1] ?? NaN) + (all[Math.floor(all.length / 2)] ?? NaN)) / 2;
        expect(hodgesLehmann(own, other, 0.95).estimate).toBe(middle);
      }),
    );
  });

  test("the order of values and the unit of means do not matter", () => {
    fc.assert(
      fc.property(values(3), values(3), fc.constantFrom(1, 0.99), (own, other, ratio) => {
        const [one, two] = [momentsOf(own), momentsOf(other)];
        fc.pre(one.variance > 0 && two.variance > 0);
        const scaled = ({ mean, variance, size }: typeof one) => ({ mean: mean * 1000, variance: variance * 1e6, size });
        expect(meanRatioTest(scaled(one), scaled(two), ratio).less).toBeCloseTo(meanRatioTest(one, two, ratio).less, 9);
        expect(mannWhitney(own.toReversed(), other)).toEqual(mannWhitney(own, other));
      }),
    );
  });

  test("the ends of the interval of a ratio are where the test turns", () => {
    fc.assert(
      fc.property(values(3), values(3), (own, other) => {
        const [one, two] = [momentsOf(own), momentsOf(other.map((value) => value + 30))];
        fc.pre(one.variance > 0 && two.variance > 0);
        const interval = meanRatioInterval(one, two, 0.95);
        if (interval === undefined) throw new Error("expected an interval for a baseline far from 0");
        expect(meanRatioTest(one, two, interval.low).greater).toBeCloseTo(0.025, 6);
        expect(meanRatioTest(one, two, interval.high).less).toBeCloseTo(0.025, 6);
      }),
    );
  });

  test("how events are cut into intervals of the same split does not change the evidence", () => {
    fc.assert(
      fc.property(fc.array(fc.record({ candidate: fc.nat(5), baseline: fc.nat(20) }), { minLength: 1, maxLength: 20 }), (counts) => {
        const batch = (candidate: number, baseline: number, size: number) => ({
          candidate: { events: candidate, trials: 100 * size },
          baseline: { events: baseline, trials: 1900 * size },
        });
        const all = counts.map(({ candidate, baseline }) => batch(candidate, baseline, 1));
        const sum = (side: "candidate" | "baseline") => counts.reduce((total, count) => total + count[side], 0);
        const whole = sequentialRatioTest([batch(sum("candidate"), sum("baseline"), counts.length)], "more");
        expect(sequentialRatioTest(all, "more").evidence).toBeCloseTo(whole.evidence, 9);
      }),
    );
  });
});

describe("refusals", () => {
  test.each([
    [() => wilsonInterval({ events: 1, trials: 0 }, 0.95), "Cannot take the share of 1 events in 0 trials"],
    [() => exactInterval({ events: 5, trials: 3 }, 0.95), "Cannot take the share of 5 events in 3 trials"],
    [() => twoProportionZ({ events: NaN, trials: 3 }, { events: 0, trials: 1 }), "Cannot take the share of NaN events"],
    [() => mannWhitney([], [1]), "Cannot compare an empty sample"],
    [() => mannWhitney([NaN], [1]), "Cannot rank NaN"],
    [() => hodgesLehmann([1], [], 0.95), "Cannot compare an empty sample"],
    [() => normalQuantile(1.2), "Cannot compute the normal quantile of 1.2"],
  ])("%s", (call, message) => {
    expect(call).toThrow(message);
  });

  test("without an event on either side nothing is worse, and without spread nothing is significant", () => {
    const quiet = { events: 0, trials: 500 };
    expect(proportionTest(quiet, quiet)).toMatchObject({ method: "fisher", less: 1, greater: 1, twoSided: 1 });
    expect(twoProportionZ(quiet, quiet)).toMatchObject({ z: 0, twoSided: 1 });
    expect(mannWhitney([1, 1], [1, 1, 1])).toMatchObject({ less: 1, greater: 1, twoSided: 1 });
    expect(meanRatioInterval(momentsOf([1, 2]), momentsOf([-1, 1]), 0.95)).toBeUndefined();
  });
});
