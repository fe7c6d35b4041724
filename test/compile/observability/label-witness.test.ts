import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isMatched, witness, witnessBeside } from "../../../src/compile/observability/label-witness.ts";
import type { Matcher, Matchers } from "../../../src/model/metric.ts";

const values = ["", "a", "ab", "b", "other"] as const;
const value = fc.constantFrom(...values);
const matcher: fc.Arbitrary<Matcher> = fc.oneof(
  value,
  fc.array(value, { minLength: 2, maxLength: 3 }).map((oneOf) => ({ oneOf })),
  fc.array(value, { minLength: 1, maxLength: 3 }).map((noneOf) => ({ noneOf })),
  fc.constantFrom("a", "b", "ab").map((startsWith) => ({ startsWith })),
);
const matchers: fc.Arbitrary<Matchers> = fc.dictionary(fc.constantFrom("x", "y"), matcher, { maxKeys: 2 });

/** All label sets that matchers over these values can tell apart. */
const allValues = [...values, "a-more", "ab-more", "b-more", "more"];
const labelSets = allValues.flatMap((x) => allValues.map((y) => ({ x, y })));

describe("witness()", () => {
  test("is selected by all matchers, and is missing only when no series can be", () => {
    fc.assert(
      fc.property(matchers, matchers, (first, second) => {
        const labels = witness(first, second);
        const possible = labelSets.some((candidate) => isMatched(candidate, first) && isMatched(candidate, second));
        expect(labels !== undefined).toBe(possible);
        expect(labels === undefined || (isMatched(labels, first) && isMatched(labels, second))).toBe(true);
      }),
    );
  });

  test("leaves out labels that must be empty", () => {
    expect(witness({ canary: "", code: { noneOf: ["500"] } })).toEqual({ code: "other" });
  });
});

describe("witnessBeside()", () => {
  test("is selected by the one and not by the other, and is missing only when no series can be", () => {
    fc.assert(
      fc.property(matchers, matchers, (selecting, sparing) => {
        const labels = witnessBeside([selecting], [sparing]);
        const possible = labelSets.some((candidate) => isMatched(candidate, selecting) && !isMatched(candidate, sparing));
        expect(labels !== undefined).toBe(possible);
        expect(labels === undefined || (isMatched(labels, selecting) && !isMatched(labels, sparing))).toBe(true);
      }),
    );
  });
});
