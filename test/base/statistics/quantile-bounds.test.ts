import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  countUpTo,
  lookLevel,
  lowerRank,
  normalQuantile,
  quantileBounds,
  sizeOf,
  upperRank,
  valueAtRank,
  type BucketCounts,
} from "../../../src/base/statistics/index.ts";
import { seeded } from "./random.ts";

/** Buckets of values: upper bounds and how many lie in each. */
const buckets = fc
  .uniqueArray(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 8 })
  .chain((bounds) =>
    fc.tuple(fc.constant(bounds.toSorted((left, right) => left - right)), fc.array(fc.nat(50), { minLength: 9, maxLength: 9 })),
  )
  .map(([bounds, each]): BucketCounts => {
    let total = 0;
    return { bounds: [...bounds, Infinity], counts: [...bounds, Infinity].map((_, index) => (total += each[index] ?? 0)) };
  });

describe("counts in buckets", () => {
  test("a value of a rank has that many values up to it", () => {
    fc.assert(
      fc.property(buckets, fc.double({ min: 0.01, max: 1, noNaN: true }), (counted, share) => {
        const rank = share * sizeOf(counted);
        const value = valueAtRank(counted, rank);
        fc.pre(rank > 0 && Number.isFinite(value));
        expect(countUpTo(counted, value)).toBeGreaterThanOrEqual(rank - 1e-6);
      }),
    );
  });

  test("more values lie up to a larger one", () => {
    fc.assert(
      fc.property(buckets, fc.nat(2000), fc.nat(2000), (counted, one, other) => {
        const [small, large] = [Math.min(one, other), Math.max(one, other)];
        expect(countUpTo(counted, small)).toBeLessThanOrEqual(countUpTo(counted, large));
      }),
    );
  });

  test("what lies beyond the last finite bound is not known, and counts for nothing", () => {
    const counted = { bounds: [1, 2, Infinity], counts: [10, 20, 30] };
    expect(countUpTo(counted, 1.5)).toBe(15);
    expect(countUpTo(counted, 100)).toBe(20);
    expect(valueAtRank(counted, 15)).toBe(1.5);
    expect(valueAtRank(counted, 25)).toBe(Infinity);
    expect(quantileBounds(counted, 0.5, 0.1)).toEqual({ low: 1.1, high: 2 });
    expect(quantileBounds(counted, 0.9, 0.1)).toEqual({ low: 2, high: Infinity });
  });
});

describe("ranks that bound a quantile", () => {
  test("mirror each other, widen with certainty, and lie farther apart when looked at always", () => {
    fc.assert(
      fc.property(fc.integer({ min: 200, max: 5000 }), fc.double({ min: 0.2, max: 0.97, noNaN: true }), (size, quantile) => {
        const upper = upperRank(size, quantile, 0.05, "once") ?? Infinity;
        expect(lowerRank(size, 1 - quantile, 0.05, "once")).toBe(size + 1 - upper);
        expect(upperRank(size, quantile, 0.01, "once") ?? Infinity).toBeGreaterThanOrEqual(upper);
        expect(upperRank(size, quantile, 0.05, "always") ?? Infinity).toBeGreaterThanOrEqual(upper);
        expect(upper).toBeGreaterThan(size * quantile);
      }),
    );
  });

  test("58 values do not bound p95 at 5 %, 59 do", () => {
    expect(upperRank(58, 0.95, 0.05, "once")).toBeUndefined();
    expect(upperRank(59, 0.95, 0.05, "once")).toBe(59);
    expect(upperRank(0, 0.5, 0.05, "once")).toBeUndefined();
  });

  test.each([
    ["once", 1],
    ["always", 40],
  ] as const)("are crossed by 2000 samples no more often than stated when looked at %s", (looks, times) => {
    const random = seeded(3);
    const [quantile, level, batch] = [0.9, 0.05, looks === "once" ? 400 : 50];
    // The value of a rank lies below the quantile when as many values as that do.
    const ranks = Array.from({ length: times }, (_, look) => upperRank((look + 1) * batch, quantile, level, looks) ?? Infinity);
    let crossed = 0;
    for (let sample = 0; sample < 2000; sample += 1) {
      let below = 0;
      const isCrossed = ranks.map((rank) => {
        for (let value = 0; value < batch; value += 1) if (random() <= quantile) below += 1;
        return below >= rank;
      });
      if (isCrossed.includes(true)) crossed += 1;
    }
    expect(crossed / 2000).toBeLessThanOrEqual(level + (looks === "once" ? 3 * Math.sqrt((level * (1 - level)) / 2000) : 0));
  });
});

describe("the level of one look of many", () => {
  test("is smaller the longer one looks, and the whole of it for one look", () => {
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 0.1, noNaN: true }), fc.double({ min: 1.2, max: 100, noNaN: true }), (alpha, growth) => {
        expect(lookLevel(alpha, growth)).toBeLessThan(alpha);
        expect(lookLevel(alpha, growth * 1.5)).toBeLessThan(lookLevel(alpha, growth));
        expect(lookLevel(alpha, 1)).toBe(alpha);
      }),
    );
  });

  test.each([
    [0.05, 2],
    [0.016, 2],
    [0.05, 10],
  ])("2000 sums are wrong in %f at most while they grow %d-fold, looked at a hundred times", (alpha, growth) => {
    const random = seeded(11);
    const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    const looks = 100;
    const z = -normalQuantile(lookLevel(alpha, growth));
    let wrong = 0;
    for (let sample = 0; sample < 2000; sample += 1) {
      let [time, sum, isWrong] = [1, normal(), false];
      for (let look = 0; look < looks; look += 1) {
        isWrong ||= sum / Math.sqrt(time) > z;
        const step = time * (growth ** (1 / looks) - 1);
        time += step;
        sum += Math.sqrt(step) * normal();
      }
      if (isWrong) wrong += 1;
    }
    expect(wrong / 2000).toBeLessThanOrEqual(alpha);
    expect(wrong / 2000).toBeGreaterThan(alpha / 3);
  });
});
