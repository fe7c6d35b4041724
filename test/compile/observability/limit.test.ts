import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  amountLimit,
  changeLimit,
  crossed,
  isCrossed,
  judgedValue,
  kept,
  limitWords,
  threshold,
} from "../../../src/compile/observability/limit.ts";

const sides = { value: 'x{variant="candidate"}', baseline: 'x{variant="baseline"}' };
const alone = { value: 'x{variant="candidate"}', baseline: undefined };

describe("limits as PromQL", () => {
  test.each([
    ["a percentage", amountLimit({ above: "0.1 %" }), 'x{variant="candidate"} > 0.001', 'x{variant="candidate"} <= bool 0.001'],
    ["a duration", amountLimit({ above: "100ms" }), 'x{variant="candidate"} > 0.1', 'x{variant="candidate"} <= bool 0.1'],
    ["a lower limit", amountLimit({ below: "99.9 %" }), 'x{variant="candidate"} < 0.999', 'x{variant="candidate"} >= bool 0.999'],
    ["an amount of bytes", amountLimit({ above: "5 MB" }), 'x{variant="candidate"} > 5000000', 'x{variant="candidate"} <= bool 5000000'],
  ])("%s", (_, limit, whileCrossed, whetherKept) => {
    expect(crossed(limit, alone)).toBe(whileCrossed);
    expect(kept(limit, alone)).toBe(whetherKept);
    expect(judgedValue(limit, alone)).toBe(alone.value);
  });

  test.each([
    [
      "percentage points",
      changeLimit({ above: "+0.5 pp" }),
      "+ 0.005",
      'x{variant="candidate"} - ignoring (variant) x{variant="baseline"}',
    ],
    [
      "fewer percentage points",
      changeLimit({ above: "-0.5 pp" }),
      "- 0.005",
      'x{variant="candidate"} - ignoring (variant) x{variant="baseline"}',
    ],
    ["per cent", changeLimit({ above: "+10 %" }), "* 1.1", 'x{variant="candidate"} / ignoring (variant) (x{variant="baseline"} > 0) - 1'],
    ["a multiple", changeLimit({ above: "1.5x" }), "* 1.5", 'x{variant="candidate"} / ignoring (variant) (x{variant="baseline"} > 0)'],
  ])("a change in %s", (_, limit, change, value) => {
    expect(crossed(limit, sides)).toBe(`x{variant="candidate"} > ignoring (variant) (x{variant="baseline"} ${change})`);
    expect(kept(limit, sides)).toBe(`x{variant="candidate"} <= bool ignoring (variant) (x{variant="baseline"} ${change})`);
    expect(judgedValue(limit, sides)).toBe(value);
  });

  test("a drop has its sign", () => {
    expect(crossed(changeLimit({ below: "-1 %" }), sides)).toBe(
      'x{variant="candidate"} < ignoring (variant) (x{variant="baseline"} * 0.99)',
    );
  });
});

describe("limits in numbers", () => {
  test.each([
    [changeLimit({ above: "+0.5 pp" }), "0.01", "0.015"],
    [changeLimit({ above: "+10 %" }), "0.2", "0.22"],
    [changeLimit({ below: "-1 %" }), "0.8", "0.792"],
    [changeLimit({ above: "1.5x" }), "0.2", "0.3"],
    [amountLimit({ above: "0.1 %" }), undefined, "0.001"],
  ])("%j of a baseline of %s lies at %s", (limit, baseline, expected) => {
    expect(threshold(limit, baseline)).toBe(expected);
  });

  test("meeting a limit exactly is within it", () => {
    fc.assert(
      fc.property(fc.constantFrom("above", "below"), fc.integer({ min: 1, max: 99 }), (side, percent) => {
        const limit = side === "above" ? amountLimit({ above: `${percent} %` }) : amountLimit({ below: `${percent} %` });
        expect(isCrossed(limit, threshold(limit, undefined), undefined)).toBe(false);
      }),
    );
  });

  test.each([
    ["above 0.1 %", amountLimit({ above: "0.1 %" })],
    ["below 99.9 %", amountLimit({ below: "99.9 %" })],
    ["above 1.5x the baseline", changeLimit({ above: "1.5x" })],
    ["above +0.5 pp against the baseline", changeLimit({ above: "+0.5 pp" })],
  ])("reads %s", (words, limit) => {
    expect(limitWords(limit)).toBe(words);
  });
});
