import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { add, compareDecimals, decimalOf, divide, multiply, parseDecimal, shift } from "../../src/base/decimal.ts";

/** Decimals as they come: canonical text of an integer moved by some places. */
const decimal = fc
  .tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.integer({ min: -12, max: 12 }))
  .map(([digits, places]) => shift(digits.toString(), places));

describe("parseDecimal()", () => {
  test.each([
    ["0.10", "0.1"],
    ["+0.5", "0.5"],
    ["-0.0", "0"],
    ["007", "7"],
    ["99999999999999999999.5", "99999999999999999999.5"],
  ])("reads %s as %s", (text, expected) => expect(parseDecimal(text)).toBe(expected));

  test.each(["", ".5", "1.", "1e3", "1,5", "0x1", "NaN", "1 "])("refuses %j", (text) => expect(parseDecimal(text)).toBeUndefined());

  test("is the identity on canonical decimals", () => {
    fc.assert(fc.property(decimal, (value) => parseDecimal(value) === value));
  });
});

describe("decimalOf()", () => {
  test.each([
    [0.1, "0.1"],
    [1e21, "1000000000000000000000"],
    [1.5e-7, "0.00000015"],
    [-3, "-3"],
  ])("writes %d as %s", (value, expected) => expect(decimalOf(value)).toBe(expected));

  test("refuses what is no number", () => expect(() => decimalOf(Number.NaN)).toThrow("must be finite"));

  test("loses nothing of any finite number", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => Number(decimalOf(value)) === (value === 0 ? 0 : value)),
    );
  });
});

describe("arithmetic", () => {
  test("has no float noise: 0.1 + 0.2, 1.1 * 1.1 and 99.9 / 100", () => {
    expect(add("0.1", "0.2")).toBe("0.3");
    expect(multiply("1.1", "1.1")).toBe("1.21");
    expect(shift("99.9", -2)).toBe("0.999");
  });

  test("addition commutes, and a negative undoes it", () => {
    fc.assert(
      fc.property(decimal, decimal, (a, b) => {
        expect(add(a, b)).toBe(add(b, a));
        expect(add(add(a, b), multiply(b, "-1"))).toBe(a);
      }),
    );
  });

  test("shifting there and back changes nothing", () => {
    fc.assert(fc.property(decimal, fc.integer({ min: -20, max: 20 }), (value, places) => shift(shift(value, places), -places) === value));
  });

  test("orders as the difference says", () => {
    fc.assert(
      fc.property(decimal, decimal, (a, b) => {
        const difference = add(a, multiply(b, "-1"));
        expect(Math.sign(compareDecimals(a, b))).toBe(difference === "0" ? 0 : difference.startsWith("-") ? -1 : 1);
      }),
    );
  });

  test("division cuts off towards zero and refuses zero", () => {
    expect(divide("1", "3", 4)).toBe("0.3333");
    expect(divide("-1", "3", 4)).toBe("-0.3333");
    expect(divide("5400", "3600", 0)).toBe("1");
    expect(() => divide("1", "0")).toThrow("by zero");
  });
});
