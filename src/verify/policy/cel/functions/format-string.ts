import { BudgetSpent, EvaluationFault } from "../fault.ts";
import { formatDouble } from "../numbers.ts";
import * as t from "../type.ts";
import { aList, anything, aString, binary, pick, unary, type Functions } from "../overload.ts";
import { boxed, isBytes, isList, isMap, typeName, type CelMap, type Value } from "../value.ts";
import { formatDuration, formatTimestamp } from "./time-value.ts";

/**
 * `"…".format([…])` and `strings.quote`, in the older form that Kubernetes
 * uses: `%f` and `%e` are for doubles only and printed the English way.
 * @see https://github.com/google/cel-go/blob/master/ext/README.md#format
 */
export const formatString: Functions = {
  format: [binary("member", aString, aList(anything), t.string, format)],
  "strings.quote": [unary("global", aString, t.string, quote)],
};

/** One clause of a format text: the letter, and digits after the point where they are given. */
export interface Clause {
  readonly verb: string;
  readonly precision: number | undefined;
}

const clausePattern = /%(?:%|(?:\.(\d*))?([a-zA-Z])|(?:\.\d*)?.?)/gsu;

/** The clauses of a format text, or what is wrong with it. */
export function clausesOf(text: string): readonly Clause[] | { readonly problem: string } {
  const clauses: Clause[] = [];
  for (const [whole, digits, verb] of text.matchAll(clausePattern)) {
    if (whole === "%%") continue;
    if (verb === undefined) return { problem: `"${whole}" is no formatting clause` };
    if (!"sdfebxXo".includes(verb)) return { problem: `unrecognized formatting clause "${verb}"` };
    const precision = digits === undefined ? undefined : Number(digits);
    if (precision !== undefined && precision > 100) return { problem: `more than 100 digits after the point` };
    clauses.push({ verb, precision });
  }
  return clauses;
}

function format(text: string, values: readonly Value[]): string {
  const clauses = clausesOf(text);
  if ("problem" in clauses) throw new EvaluationFault(clauses.problem);
  let next = 0;
  return text.replaceAll(clausePattern, (whole) => {
    if (whole === "%%") return "%";
    const clause = clauses[next];
    const value = values[next];
    if (clause === undefined || value === undefined) throw new EvaluationFault(`index ${next} out of range`);
    next++;
    return formatClause(clause, value);
  });
}

function formatClause({ verb, precision }: Clause, value: Value): string {
  switch (verb) {
    case "s":
      return plain(value);
    case "d":
      return whole(value, "decimal").toString();
    case "f":
      return fixed(value, precision ?? 6);
    case "e":
      return scientific(value, precision ?? 6);
    case "b":
      return typeof value === "boolean" ? String(Number(value)) : whole(value, "binary").toString(2);
    case "o":
      return whole(value, "octal").toString(8);
    default: {
      const digits = hexadecimal(value);
      return verb === "X" ? digits.toUpperCase() : digits;
    }
  }
}

function whole(value: Value, clause: string): bigint {
  if (typeof value === "bigint") return value;
  const given = pick(value, "uint");
  if (given === undefined) throw wrongType(clause, "integers", value);
  return given.value;
}

function hexadecimal(value: Value): string {
  if (typeof value === "string") return Buffer.from(value).toString("hex");
  if (isBytes(value)) return Buffer.from(value).toString("hex");
  return whole(value, "hexadecimal").toString(16);
}

/** The number a clause for doubles takes: a double, or the name of one that digits cannot write. */
function doubleOf(value: Value, clause: string): number {
  if (typeof value === "number") return value;
  if (value === "NaN" || value === "Infinity" || value === "-Infinity") return Number(value);
  throw wrongType(clause, "doubles", value);
}

function special(value: number): string | undefined {
  return Number.isNaN(value) ? "NaN" : value === Number.POSITIVE_INFINITY ? "∞" : value === Number.NEGATIVE_INFINITY ? "-∞" : undefined;
}

function fixed(value: Value, precision: number): string {
  const number = doubleOf(value, "fixed-point");
  return special(number) ?? exactFixed(number, precision).replace(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, ",");
}

/** Digits after the point, with halves rounded to the even digit; `toFixed` rounds them up and turns to exponents from 1e21 on. */
function exactFixed(value: number, precision: number): string {
  if (Math.abs(value) >= 1e21) return `${BigInt(value)}${precision === 0 ? "" : `.${"0".repeat(precision)}`}`;
  const rounded = value.toFixed(precision);
  const exact = value.toFixed(Math.min(100, precision + 55));
  const kept = exact.slice(0, exact.indexOf(".") + (precision === 0 ? 0 : precision + 1));
  const isHalf = /^50*$/.test(exact.slice(kept.length).replace(".", ""));
  return isHalf && /[02468]$/.test(kept) ? kept : rounded;
}

function scientific(value: Value, precision: number): string {
  const number = doubleOf(value, "scientific");
  const exception = special(number);
  if (exception !== undefined) return exception;
  const [mantissa = "", exponent = "0"] = number.toExponential(precision).split("e");
  const digits = Math.abs(Number(exponent)).toString().padStart(2, "0");
  const raised = Array.from(digits)
    .map((digit) => superscripts[Number(digit)] ?? "")
    .join("");
  return `${mantissa}\u202f×\u202f10${Number(exponent) < 0 ? "⁻" : ""}${raised}`;
}

const superscripts = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"];

/** A value as `%s` prints it. */
function plain(value: Value): string {
  if (value === null) return "null";
  if (typeof value === "string") return value;
  if (typeof value === "number") return formatDouble(value);
  if (typeof value !== "object") return value.toString();
  if (isList(value)) return `[${bounded(value, nested).join(", ")}]`;
  if (isMap(value)) return printedMap(value);
  if (isBytes(value)) return Buffer.from(value).toString();
  const box = boxed(value);
  switch (box?.kind) {
    case "uint":
      return box.value.toString();
    case "timestamp":
      return formatTimestamp(box);
    case "duration":
      return formatDuration(box);
    case "type":
      return box.name;
    default:
      throw wrongType("string", "strings, bools, bytes, numbers, times, types, lists and maps", value);
  }
}

/** A value within a list or map, as it would be written in an expression. */
function nested(value: Value): string {
  if (typeof value === "string") return quote(value);
  if (typeof value === "number") return Number.isFinite(value) ? exactFixed(value, 6) : `"${formatDouble(value)}"`;
  if (typeof value === "object" && value !== null) {
    if (isBytes(value)) return `b${quote(Buffer.from(value).toString())}`;
    const box = boxed(value);
    if (box?.kind === "timestamp") return `timestamp("${formatTimestamp(box)}")`;
    if (box?.kind === "duration") return `duration("${formatDuration(box)}")`;
  }
  return plain(value);
}

function printedMap(map: CelMap): string {
  const keys = [...map.keys()].map((key) => [nested(key), key] as const).toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return `{${bounded(keys, ([text, key]) => `${text}:${nested(map.get(key) ?? null)}`).join(", ")}}`;
}

/** The texts of all items, as long as they stay within bounds. */
function bounded<Item>(items: readonly Item[], print: (item: Item) => string): readonly string[] {
  let size = 0;
  return items.map((item) => {
    const text = print(item);
    size += text.length;
    if (size > 10_000_000) throw new BudgetSpent("the text grows too long");
    return text;
  });
}

const escapes: Readonly<Record<string, string>> = {
  "\u0007": "\\a",
  "\b": "\\b",
  "\f": "\\f",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  "\v": "\\v",
  "\\": "\\\\",
  '"': '\\"',
};

/** A text in quotes, with what cannot be seen escaped. */
function quote(text: string): string {
  return `"${text.toWellFormed().replaceAll(/[\u0007\b\f\n\r\t\v\\"]/g, (character) => escapes[character] ?? character)}"`;
}

function wrongType(clause: string, wanted: string, value: Value): EvaluationFault {
  return new EvaluationFault(`${clause} clause can only be used on ${wanted}, was given ${typeName(value)}`);
}
