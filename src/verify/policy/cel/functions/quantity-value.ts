import { NotEvaluable } from "../fault.ts";

/** An exact amount: `digits × 10^exponent`. */
export interface Quantity {
  readonly digits: bigint;
  readonly exponent: number;
  /** Whether the API server would hold it in its wide form, which it calls no integer. */
  readonly wide: boolean;
}

const decimalSuffixes: Readonly<Record<string, number>> = { n: -9, u: -6, m: -3, "": 0, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 };
const binarySuffixes: Readonly<Record<string, number>> = { Ki: 10, Mi: 20, Gi: 30, Ti: 40, Pi: 50, Ei: 60 };
/** Digits that surely fit into 64 bits. */
const wordDigits = 18;
const finest = -9;

/**
 * Reads an amount; finer than a billionth is rounded away from zero, as the API server does.
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
export function parseQuantity(text: string): Quantity | undefined {
  const match = /^([+-]?)(\d*)(?:\.(\d*))?([eE][+-]?\d{1,9}|[A-Za-z]{0,2})$/.exec(text);
  if (match === null) return undefined;
  const [, sign = "", whole = "", fraction = "", suffix = ""] = match;
  if (whole + fraction === "") return undefined;
  const number = whole.replace(/^0+/, "") || "0";
  const digits = BigInt(number + fraction) * (sign === "-" ? -1n : 1n);
  const count = number.length + fraction.length;
  const binary = binarySuffixes[suffix];
  if (binary !== undefined) return binaryQuantity(digits, fraction.length, count, binary);
  const exponent = /^[eE]./.test(suffix) ? Number(suffix.slice(1)) : decimalSuffixes[suffix];
  if (exponent === undefined) return undefined;
  if (Math.abs(exponent) > 500) throw new NotEvaluable(`a quantity with the exponent ${exponent} cannot be evaluated here`);
  const scale = exponent - fraction.length;
  const narrow = count <= wordDigits && scale >= finest;
  return rounded({ digits, exponent: scale, wide: !narrow });
}

function binaryQuantity(digits: bigint, fraction: number, count: number, bits: number): Quantity {
  const value = digits * 2n ** BigInt(bits);
  const narrow = fraction === 0 && 15 - count - Math.trunc(bits * 0.3) - 1 >= 0;
  const largest = 2n ** 63n - 1n;
  const quantity = rounded({ digits: value, exponent: -fraction, wide: !narrow });
  const cap: Quantity = { digits: value < 0n ? -largest : largest, exponent: 0, wide: true };
  const beyond = compareQuantities(value < 0n ? { ...quantity, digits: -quantity.digits } : quantity, { ...cap, digits: largest }) > 0;
  return beyond && !narrow ? cap : quantity;
}

function rounded(quantity: Quantity): Quantity {
  if (quantity.exponent >= finest) return quantity;
  const divisor = 10n ** BigInt(finest - quantity.exponent);
  const [whole, rest] = [quantity.digits / divisor, quantity.digits % divisor];
  return { digits: rest === 0n ? whole : whole + (rest > 0n ? 1n : -1n), exponent: finest, wide: true };
}

/** Negative, zero or positive as `left` is less, equal or more. */
export function compareQuantities(left: Quantity, right: Quantity): number {
  const [a, b] = aligned(left, right);
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The exact sum. */
export function addQuantities(left: Quantity, right: Quantity): Quantity {
  const [a, b] = aligned(left, right);
  if (left.digits === 0n) return right;
  if (right.digits === 0n) return left;
  const digits = a + b;
  const fits = [a, b, digits].every((value) => value > -(2n ** 63n) && value < 2n ** 63n);
  return { digits, exponent: Math.min(left.exponent, right.exponent), wide: left.wide || right.wide || !fits };
}

function aligned(left: Quantity, right: Quantity): readonly [bigint, bigint] {
  const exponent = Math.min(left.exponent, right.exponent);
  return [left.digits * 10n ** BigInt(left.exponent - exponent), right.digits * 10n ** BigInt(right.exponent - exponent)];
}
