import { EvaluationFault } from "./fault.ts";

const [leastInt, mostInt, mostUint] = [-(2n ** 63n), 2n ** 63n - 1n, 2n ** 64n - 1n];

/** The number if it is an int of 64 bits; fails on overflow. */
export function int64(value: bigint): bigint {
  if (value < leastInt || value > mostInt) throw new EvaluationFault("integer overflow");
  return value;
}

/** The number if it is an unsigned int of 64 bits; fails on overflow. */
export function uint64(value: bigint): bigint {
  if (value < 0n || value > mostUint) throw new EvaluationFault("unsigned integer overflow");
  return value;
}

/** Whether a literal is within the range of its type. */
export function isInt64(value: bigint): boolean {
  return value >= leastInt && value <= mostInt;
}

/** The whole part of a double within the limits, themselves excluded. */
export function truncated(value: number, least: number, most: number): bigint {
  if (!(value > least && value < most)) throw new EvaluationFault("integer overflow");
  return BigInt(Math.trunc(value));
}

/** A double in the shortest notation that reads back the same, with an exponent below 1e-4 and from 1e6 on. */
export function formatDouble(value: number): string {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "+Inf" : "-Inf";
  if (value === 0) return Object.is(value, -0) ? "-0" : "0";
  const [mantissa = "", exponentText = "0"] = value.toExponential().split("e");
  const exponent = Number(exponentText);
  const digits = mantissa.replace("-", "").replace(".", "");
  if (exponent < -4 || exponent >= 6) return withExponent(value, digits, exponent);
  return plainNotation(value, digits, exponent);
}

function withExponent(value: number, digits: string, exponent: number): string {
  const fraction = digits.length > 1 ? `.${digits.slice(1)}` : "";
  const size = String(Math.abs(exponent)).padStart(2, "0");
  return `${value < 0 ? "-" : ""}${digits.slice(0, 1)}${fraction}e${exponent < 0 ? "-" : "+"}${size}`;
}

function plainNotation(value: number, digits: string, exponent: number): string {
  const sign = value < 0 ? "-" : "";
  if (exponent < 0) return `${sign}0.${"0".repeat(-exponent - 1)}${digits}`;
  if (digits.length <= exponent + 1) return sign + digits.padEnd(exponent + 1, "0");
  return `${sign}${digits.slice(0, exponent + 1)}.${digits.slice(exponent + 1)}`;
}

/** A double without an exponent, however long: what durations are printed with. */
export function formatPlain(value: number): string {
  if (value === 0) return "0";
  const [mantissa = "", exponentText = "0"] = value.toExponential().split("e");
  return plainNotation(value, mantissa.replace("-", "").replace(".", ""), Number(exponentText));
}

/** Reads a double as written in text, or `undefined`. */
export function parseDouble(text: string): number | undefined {
  if (/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)) {
    const value = Number(text);
    return Number.isFinite(value) ? value : undefined;
  }
  const special = /^([+-]?)(inf|infinity|nan)$/i.exec(text);
  if (special === null) return undefined;
  if (special[2]?.toLowerCase() === "nan") return special[1] === "" ? Number.NaN : undefined;
  return special[1] === "-" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
}
