import { remembering } from "./remembering.ts";

/**
 * An exact decimal number in canonical form: no exponent, no leading `+`, no
 * needless zeros (`"0.001"`, `"-12"`, `"0"`). A string is plain data that
 * prints, compares and hashes the same everywhere; arithmetic goes through
 * `bigint`, so no step of it can round.
 */
export type Decimal = string;

const decimalPattern = /^([+-]?)(\d+)(?:\.(\d+))?$/;

/** Reads decimal notation (`"+0.50"`, `"12"`) into canonical form; `undefined` when it is not a number. */
export function parseDecimal(text: string): Decimal | undefined {
  const match = decimalPattern.exec(text);
  if (match === null) return undefined;
  const [, sign = "", whole = "0", fraction = ""] = match;
  const digits = BigInt(whole + fraction);
  return fromScaled({ digits: sign === "-" ? -digits : digits, scale: fraction.length });
}

/** The decimal of a JavaScript number that has one: an integer or a short fraction as written in source. */
export function decimalOf(value: number): Decimal {
  const text = String(value);
  if (Number.isSafeInteger(value)) return text;
  const [mantissa = text, exponent] = text.split("e");
  const decimal = parseDecimal(mantissa);
  if (decimal === undefined) throw new RangeError(`Cannot write ${value} as a decimal: it must be finite`);
  return exponent === undefined ? decimal : shift(decimal, Number(exponent));
}

/** `left + right`, exactly. */
export function add(left: Decimal, right: Decimal): Decimal {
  const [a, b] = aligned(left, right);
  return fromScaled({ digits: a.digits + b.digits, scale: a.scale });
}

/** `left * right`, exactly. */
export function multiply(left: Decimal, right: Decimal): Decimal {
  const a = toScaled(left);
  const b = toScaled(right);
  return fromScaled({ digits: a.digits * b.digits, scale: a.scale + b.scale });
}

/** `left / right` to at most `places` digits after the point, cut off towards zero. */
export function divide(left: Decimal, right: Decimal, places = 12): Decimal {
  const [a, b] = aligned(left, right);
  if (b.digits === 0n) throw new RangeError(`Cannot divide ${left} by zero`);
  return fromScaled({ digits: (a.digits * 10n ** BigInt(places)) / b.digits, scale: places });
}

/** `value * 10 ** places`, exactly; `places` may be negative. */
export function shift(value: Decimal, places: number): Decimal {
  const { digits, scale } = toScaled(value);
  const moved = scale - places;
  return moved >= 0 ? fromScaled({ digits, scale: moved }) : fromScaled({ digits: digits * 10n ** BigInt(-moved), scale: 0 });
}

/** Negative, zero or positive as `left` is less than, equal to or greater than `right`. */
export function compareDecimals(left: Decimal, right: Decimal): number {
  const [a, b] = aligned(left, right);
  return a.digits < b.digits ? -1 : a.digits > b.digits ? 1 : 0;
}

interface Scaled {
  readonly digits: bigint;
  readonly scale: number;
}

/** Few numbers are reckoned with again and again. */
const toScaled = remembering((value: Decimal): Scaled => {
  const [whole = "0", fraction = ""] = value.split(".");
  return { digits: BigInt(whole + fraction), scale: fraction.length };
});

function fromScaled({ digits, scale }: Scaled): Decimal {
  const negative = digits < 0n;
  const text = (negative ? -digits : digits).toString().padStart(scale + 1, "0");
  const whole = text.slice(0, text.length - scale);
  const fraction = text.slice(text.length - scale).replace(/0+$/, "");
  const magnitude = fraction === "" ? whole : `${whole}.${fraction}`;
  return negative && magnitude !== "0" ? `-${magnitude}` : magnitude;
}

function aligned(left: Decimal, right: Decimal): [Scaled, Scaled] {
  const a = toScaled(left);
  const b = toScaled(right);
  const scale = Math.max(a.scale, b.scale);
  return [rescaled(a, scale), rescaled(b, scale)];
}

function rescaled(value: Scaled, to: number): Scaled {
  return value.scale === to ? value : { digits: value.digits * 10n ** BigInt(to - value.scale), scale: to };
}
