import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseValues } from "../../../src/evidence/synthetic/parse-values.ts";

describe("values of a series", () => {
  const cases: Readonly<Record<string, readonly (number | undefined)[]>> = {
    "1 2 3": [1, 2, 3],
    "0+1x3": [0, 1, 2, 3],
    "10-2x3": [10, 8, 6, 4],
    "-2+4x3": [-2, 2, 6, 10],
    "5x2": [5, 5, 5],
    "0.5+0.25x1": [0.5, 0.75],
    "1e3x1": [1000, 1000],
    _: [undefined],
    "1 _x2 4": [1, undefined, undefined, 4],
    "1 stale 2": [1, undefined, 2],
    "NaN Inf -Inf": [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
    "": [],
  };
  test.each(Object.entries(cases))("%j is read as promtool reads it", (text, values) => {
    expect(parseValues(text)).toEqual({ values });
  });

  test.each(["1,2", "0+1", "x5", "1x", "{{schema:1}}", "0+1x-3"])("%j is refused", (text) => {
    expect(parseValues(text)).toMatchObject({ problem: expect.stringContaining("no notation") });
  });

  test("more than a million values are refused before they are made", () => {
    expect(parseValues("1x999999999")).toMatchObject({ problem: expect.stringContaining("more than") });
  });

  test("a start and a step give as many values as promtool does: one more than the count", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -50, max: 50 }),
        fc.integer({ min: 0, max: 50 }),
        fc.integer({ min: 0, max: 30 }),
        (start, by, count) => {
          const parsed = parseValues(`${start}+${by}x${count}`);
          expect(parsed).toEqual({ values: Array.from({ length: count + 1 }, (_, index) => start + by * index) });
        },
      ),
    );
  });
});
