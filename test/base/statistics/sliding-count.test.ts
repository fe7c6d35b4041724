import { describe, expect, test } from "vitest";
import { slidingCountChance, type SlidingCount } from "../../../src/base/statistics/sliding-count.ts";
import { seeded } from "./random.ts";

/** Share of runs of random events in which some window stays full for long enough. */
function simulated({ rate, window, least, lasts, during }: SlidingCount, runs: number): number {
  const random = seeded(least + 1);
  let found = 0;
  for (let run = 0; run < runs; run += 1) {
    const events: number[] = [];
    for (let time = -window - random(); ;) {
      time += -Math.log(1 - random()) / rate;
      if (time > during + lasts) break;
      events.push(time);
    }
    // The window is full from its least-th event until its first one leaves, again and again.
    let since = Infinity;
    let until = -Infinity;
    for (let index = least - 1; index < events.length; index += 1) {
      const [from, to] = [events[index] ?? 0, (events[index - least + 1] ?? 0) + window];
      if (to <= from) continue;
      if (from > until) since = Math.max(0, from);
      until = to;
      if (since <= during && until - since >= lasts) {
        found += 1;
        break;
      }
    }
  }
  return found / runs;
}

describe("slidingCountChance()", () => {
  test.each<readonly [string, SlidingCount]>([
    ["two, for longer than the window", { rate: 8e-4, window: 270, least: 2, lasts: 300, during: 172_800 }],
    ["one, for longer than the window", { rate: 8e-5, window: 270, least: 1, lasts: 300, during: 172_800 }],
    ["two, for as long as the window", { rate: 8e-5, window: 300, least: 2, lasts: 300, during: 172_800 }],
    ["many, for part of the window", { rate: 0.01, window: 300, least: 9, lasts: 60, during: 36_000 }],
    ["some, for two windows", { rate: 0.006, window: 300, least: 3, lasts: 700, during: 36_000 }],
    ["some, at once", { rate: 0.001, window: 300, least: 3, lasts: 0, during: 36_000 }],
  ])("is at least, and not far above, what chance does: %s", (_, count) => {
    const seen = simulated(count, 8000);
    const told = slidingCountChance(count);
    expect(seen).toBeGreaterThan(0.005);
    expect(told).toBeGreaterThan(seen * 0.9);
    expect(told).toBeLessThan(seen * 4);
  });

  test("falls with every event more that is asked for, and keeps the digits of small chances", () => {
    const chances = Array.from({ length: 12 }, (_, least) =>
      slidingCountChance({ rate: 8e-5, window: 270, least, lasts: 300, during: 172_800 }),
    );
    expect(chances).toEqual(chances.toSorted((left, right) => right - left));
    expect(chances[0]).toBe(1);
    expect(chances.at(-1)).toBeGreaterThan(0);
    expect(chances.at(-1)).toBeLessThan(1e-20);
  });

  test("is none where nothing happens, and certain where more happens than is asked for", () => {
    expect(slidingCountChance({ rate: 0, window: 300, least: 1, lasts: 0, during: 3600 })).toBe(0);
    expect(slidingCountChance({ rate: 1, window: 300, least: 100, lasts: 300, during: 3600 })).toBeCloseTo(1, 9);
    expect(slidingCountChance({ rate: 100, window: 3600, least: 200_000, lasts: 300, during: 172_800 })).toBeCloseTo(1, 9);
  });
});
