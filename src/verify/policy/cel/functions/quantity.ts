import { EvaluationFault } from "../fault.ts";
import { isInt64 } from "../numbers.ts";
import * as t from "../type.ts";
import { anInt, anOpaque, aString, binary, unary, type Functions } from "../overload.ts";
import type { Opaque } from "../value.ts";
import { addQuantities, compareQuantities, parseQuantity, type Quantity } from "./quantity-value.ts";

const name = "kubernetes.Quantity";
const type = t.opaque(name);
const aQuantity = anOpaque(name, read);

/** Amounts of Kubernetes: `quantity("1.5Gi")`. `sign` is a plain function there, not a member. */
export const quantity: Functions = {
  quantity: [
    unary("global", aString, type, (text) => {
      const value = parseQuantity(text);
      if (value === undefined) throw new EvaluationFault(`"${text}" is no quantity`);
      return box(value);
    }),
  ],
  isQuantity: [unary("global", aString, t.bool, (text) => parseQuantity(text) !== undefined)],
  sign: [unary("global", aQuantity, t.int, ({ digits }) => (digits > 0n ? 1n : digits < 0n ? -1n : 0n))],
  isGreaterThan: [binary("member", aQuantity, aQuantity, t.bool, (a, b) => compareQuantities(a, b) > 0)],
  isLessThan: [binary("member", aQuantity, aQuantity, t.bool, (a, b) => compareQuantities(a, b) < 0)],
  compareTo: [binary("member", aQuantity, aQuantity, t.int, (a, b) => BigInt(compareQuantities(a, b)))],
  asApproximateFloat: [unary("member", aQuantity, t.double, ({ digits, exponent }) => Number(`${digits}e${exponent}`))],
  asInteger: [
    unary("member", aQuantity, t.int, (value) => {
      const whole = integerOf(value);
      if (whole === undefined) throw new EvaluationFault("cannot convert value to integer");
      return whole;
    }),
  ],
  isInteger: [unary("member", aQuantity, t.bool, (value) => integerOf(value) !== undefined)],
  add: [
    binary("member", aQuantity, aQuantity, type, (a, b) => box(addQuantities(a, b))),
    binary("member", aQuantity, anInt, type, (a, b) => box(addQuantities(a, whole(b)))),
  ],
  sub: [
    binary("member", aQuantity, aQuantity, type, (a, b) => box(addQuantities(a, { ...b, digits: -b.digits }))),
    binary("member", aQuantity, anInt, type, (a, b) => box(addQuantities(a, whole(-b)))),
  ],
};

function read(data: object): Quantity | undefined {
  return "digits" in data &&
    typeof data.digits === "bigint" &&
    "exponent" in data &&
    typeof data.exponent === "number" &&
    "wide" in data &&
    typeof data.wide === "boolean"
    ? { digits: data.digits, exponent: data.exponent, wide: data.wide }
    : undefined;
}

function box(value: Quantity): Opaque {
  return {
    kind: "opaque",
    type: name,
    data: value,
    equals: ({ data }) => {
      const other = read(data);
      return other !== undefined && compareQuantities(value, other) === 0;
    },
  };
}

function whole(digits: bigint): Quantity {
  return { digits, exponent: 0, wide: false };
}

/** The API server calls only those integers that it holds in one machine word with no digit below the point. */
function integerOf({ digits, exponent, wide }: Quantity): bigint | undefined {
  if (wide || exponent < 0) return undefined;
  const value = digits * 10n ** BigInt(exponent);
  return isInt64(value) ? value : undefined;
}
