import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  Amount,
  Change,
  Duration,
  baseAmount,
  compareQuantities,
  dimensionOf,
  formatDuration,
  formatPercent,
  parseQuantity,
  seconds,
} from "../../src/model/quantity.ts";

describe("a quantity", () => {
  test.each([
    ["48h", "duration", "172800"],
    ["1h30m", "duration", "5400"],
    ["100ms", "duration", "0.1"],
    ["7d", "duration", "604800"],
    ["0.1 %", "percent", "0.001"],
    ["+10 %", "percent", "0.1"],
    ["-1 %", "percent", "-0.01"],
    ["+0.5 pp", "points", "0.005"],
    ["1.5x", "multiple", "1.5"],
    ["5 MB", "bytes", "5000000"],
    ["512 MiB", "bytes", "536870912"],
    ["12/s", "rate", "12"],
    ["3/m", "rate", "0.05"],
    ["500", "number", "500"],
  ] as const)("%s is a %s of %s", (text, dimension, amount) => {
    expect(parseQuantity(text)).toEqual({ text, dimension, amount });
    expect(baseAmount(text)).toBe(amount);
    expect(dimensionOf(text)).toBe(dimension);
  });

  test.each(["", "h", "48 hours", "1.5h", "5m1h", "10%%", "1.2.3 %", "x", "5 mb", "--1 %", "1e3"])("%j is none", (text) => {
    expect(parseQuantity(text)).toBeUndefined();
    expect(() => baseAmount(text)).toThrow(`Cannot read "${text}" as a quantity`);
  });

  test("is written as people write it, however it was typed", () => {
    expect(Amount.parse("0.10%")).toBe("0.1 %");
    expect(Change.parse("+0.50pp")).toBe("+0.5 pp");
    expect(Amount.parse(500)).toBe("500");
  });

  test("of the wrong dimension is refused with what was expected", () => {
    expect(() => Duration.parse("0.1 %")).toThrow("expected a duration");
    expect(() => Change.parse("100ms")).toThrow("expected a change");
  });

  test("orders by size across units", () => {
    expect(compareQuantities("90m", "1h")).toBeGreaterThan(0);
    expect(compareQuantities("512 MiB", "5 MB")).toBeGreaterThan(0);
    expect(compareQuantities("7d", "1w")).toBe(0);
  });
});

describe("formatDuration()", () => {
  test.each([
    [0, "0s"],
    [172_800, "2d"],
    [5400, "1h30m"],
    [604_800, "1w"],
    [0.25, "250ms"],
  ])("writes %d seconds as %s", (total, text) => expect(formatDuration(total)).toBe(text));

  test("says what the seconds say", () => {
    fc.assert(fc.property(fc.nat(100_000_000), (total) => seconds(formatDuration(total)) === total));
  });
});

test("a percentage has no float noise", () => {
  expect(formatPercent("0.999")).toBe("99.9 %");
  expect(formatPercent("0.07")).toBe("7 %");
});
