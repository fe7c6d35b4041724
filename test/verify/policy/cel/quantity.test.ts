import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  addQuantities,
  compareQuantities,
  parseQuantity,
  type Quantity,
} from "../../../../src/verify/policy/cel/functions/quantity-value.ts";

const powers: Readonly<Record<string, bigint>> = {
  "": 1n,
  k: 10n ** 3n,
  M: 10n ** 6n,
  G: 10n ** 9n,
  Ki: 2n ** 10n,
  Mi: 2n ** 20n,
  Gi: 2n ** 30n,
};
const suffixes = fc.constantFrom(...Object.keys(powers));
const numbers = fc.integer({ min: -1_000_000, max: 1_000_000 });
const quantities = fc
  .tuple(numbers, fc.nat({ max: 999 }), suffixes)
  .map(([whole, fraction, suffix]) => read(`${whole}.${fraction}${suffix}`));

function read(text: string): Quantity {
  const quantity = parseQuantity(text);
  if (quantity === undefined) throw new Error(`"${text}" is no quantity`);
  return quantity;
}

describe("Quantities", () => {
  test("are their number times their suffix", () => {
    fc.assert(
      fc.property(numbers, suffixes, (number, suffix) => {
        expect(compareQuantities(read(`${number}${suffix}`), read(String(BigInt(number) * (powers[suffix] ?? 1n))))).toBe(0);
      }),
    );
  });

  test("may be written with an exponent", () => {
    fc.assert(
      fc.property(numbers, fc.integer({ min: -6, max: 15 }), (number, exponent) => {
        const zeros =
          exponent < 0
            ? read(`${number < 0 ? "-" : ""}0.${String(Math.abs(number)).padStart(-exponent, "0").slice(0, -exponent)}`)
            : read(`${number}${"0".repeat(exponent)}`);
        fc.pre(exponent >= 0 || Math.abs(number) < 10 ** -exponent);
        expect(compareQuantities(read(`${number}e${exponent}`), zeros)).toBe(0);
      }),
    );
  });

  test("compare in one order", () => {
    fc.assert(
      fc.property(quantities, quantities, quantities, (a, b, c) => {
        expect(compareQuantities(a, b)).toBe(-compareQuantities(b, a) + 0);
        const [least, middle, most] = [a, b, c].toSorted(compareQuantities);
        expect([least, middle, most].every((one) => one !== undefined && least !== undefined && compareQuantities(least, one) <= 0)).toBe(
          true,
        );
      }),
    );
  });

  test("add exactly: order does not matter, and what is added can be taken away", () => {
    fc.assert(
      fc.property(quantities, quantities, (a, b) => {
        expect(compareQuantities(addQuantities(a, b), addQuantities(b, a))).toBe(0);
        expect(compareQuantities(addQuantities(addQuantities(a, b), { ...b, digits: -b.digits }), a)).toBe(0);
      }),
    );
  });

  test("finer than a billionth are rounded away from zero", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), fc.integer({ min: 10, max: 30 }), (digits, places) => {
        const exact: Quantity = { digits, exponent: -places, wide: false };
        const given = read(`${digits}e-${places}`);
        const size = (quantity: Quantity): Quantity => ({ ...quantity, digits: quantity.digits < 0n ? -quantity.digits : quantity.digits });
        expect(compareQuantities(size(given), size(exact))).toBeGreaterThanOrEqual(0);
        expect(compareQuantities(size(given), addQuantities(size(exact), { digits: 1n, exponent: -9, wide: false }))).toBeLessThan(1);
      }),
    );
  });

  test("of an exponent beyond all measure cannot be evaluated", () => {
    expect(() => parseQuantity("1e999999999")).toThrow(/cannot be evaluated here/);
  });
});
