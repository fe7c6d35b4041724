import { z } from "zod";
import { add, compareDecimals, decimalOf, divide, multiply, parseDecimal, shift, type Decimal } from "../base/decimal.ts";
import { remembering } from "../base/remembering.ts";

/**
 * Quantities are written the way people write them and stay text in their
 * canonical form (`"48h"`, `"0.1 %"`, `"+0.5 pp"`), so that a definition, a
 * runbook and a dashboard show the same words. {@link baseAmount} gives the
 * exact number in base units for PromQL and arithmetic.
 */

/** A length of time in Prometheus notation: `"90s"`, `"1h30m"`, `"7d"`, `"100ms"`. */
export type Duration = `${number}${"ms" | "s" | "m" | "h" | "d" | "w"}` | `${number}${"h" | "d"}${number}${"m" | "h"}`;
/** A share or a relative change: `"0.1 %"`, `"+10 %"`. */
export type Percent = `${number} %`;
/** An absolute change of a share: `"+0.5 pp"`. */
export type PercentagePoints = `${number} pp`;
/** A multiple of the baseline: `"1.5x"`. */
export type Multiple = `${number}x`;
/** An amount of memory or data: `"5 MB"` (10^6), `"512 MiB"` (2^20). */
export type Bytes = `${number} ${ByteUnit}`;
/** Events per second or minute: `"12/s"`, `"3/m"`. */
export type Rate = `${number}/${"s" | "m"}`;

type ByteUnit = keyof typeof byteUnits;

/** What a quantity measures; base units are seconds, ratio (1 = 100 %), bytes, events per second, and plain numbers. */
export type Dimension = "duration" | "percent" | "points" | "multiple" | "bytes" | "rate" | "number";

const byteUnits = {
  B: "1",
  kB: "1000",
  MB: "1000000",
  GB: "1000000000",
  KiB: "1024",
  MiB: "1048576",
  GiB: "1073741824",
} as const;

const durationUnits: readonly (readonly [unit: string, size: Decimal, amount: RegExp])[] = [
  ["w", "604800", /^(\d+)w(?![a-z])/],
  ["d", "86400", /^(\d+)d(?![a-z])/],
  ["h", "3600", /^(\d+)h(?![a-z])/],
  ["m", "60", /^(\d+)m(?![a-z])/],
  ["s", "1", /^(\d+)s(?![a-z])/],
  ["ms", "0.001", /^(\d+)ms(?![a-z])/],
];

interface Notation {
  readonly dimension: Dimension;
  /** One amount and its base-unit value, with the canonical text of it. */
  readonly read: (text: string) => { readonly text: string; readonly amount: Decimal } | undefined;
}

const notations: readonly Notation[] = [
  { dimension: "duration", read: readDuration },
  suffix("percent", /^([+-]?[\d.]+) ?%$/, (sign, value) => ({ text: `${sign}${value} %`, amount: shift(value, -2) })),
  suffix("points", /^([+-]?[\d.]+) ?pp$/, (sign, value) => ({ text: `${sign}${value} pp`, amount: shift(value, -2) })),
  suffix("multiple", /^([\d.]+) ?x$/, (_, value) => ({ text: `${value}x`, amount: value })),
  suffix("rate", /^([\d.]+) ?\/ ?s$/, (_, value) => ({ text: `${value}/s`, amount: value })),
  suffix("rate", /^([\d.]+) ?\/ ?m$/, (_, value) => ({ text: `${value}/m`, amount: divide(value, "60") })),
  suffix("number", /^([+-]?[\d.]+)$/, (sign, value) => ({ text: `${sign}${value}`, amount: value })),
  ...Object.entries(byteUnits).map(([unit, factor]) =>
    suffix("bytes", new RegExp(`^([\\d.]+) ?${unit}$`), (_, value) => ({
      text: `${value} ${unit}`,
      amount: multiply(value, factor),
    })),
  ),
];

function suffix(
  dimension: Dimension,
  pattern: RegExp,
  build: (sign: string, value: Decimal) => { text: string; amount: Decimal },
): Notation {
  return {
    dimension,
    read: (text) => {
      const digits = pattern.exec(text)?.[1];
      const value = digits === undefined ? undefined : parseDecimal(digits);
      return value === undefined ? undefined : build(text.startsWith("+") ? "+" : "", value);
    },
  };
}

function readDuration(text: string): { text: string; amount: Decimal } | undefined {
  let rest = text;
  let amount: Decimal = "0";
  for (const [, seconds, pattern] of durationUnits) {
    const match = pattern.exec(rest);
    if (match === null) continue;
    amount = add(amount, multiply(match[1] ?? "0", seconds));
    rest = rest.slice(match[0].length);
  }
  return rest === "" && text !== "" ? { text, amount } : undefined;
}

/** A quantity read from text. */
export interface Quantity {
  readonly text: string;
  readonly dimension: Dimension;
  /** In base units: seconds, ratio, bytes, per second, or the number itself. */
  readonly amount: Decimal;
}

/** Reads any quantity; `undefined` when the text is none. */
export function parseQuantity(text: string): Quantity | undefined {
  if (known.has(text)) return known.get(text);
  const quantity = readQuantity(text.trim());
  if (known.size >= mostKnown) known.clear();
  known.set(text, quantity);
  return quantity;
}

/** The few quantities that a project has are read again and again. */
const known = new Map<string, Quantity | undefined>();
const mostKnown = 4096;

function readQuantity(text: string): Quantity | undefined {
  for (const { dimension, read } of notations) {
    const quantity = read(text);
    if (quantity !== undefined) return { ...quantity, dimension };
  }
  return undefined;
}

/** The exact amount of a canonical quantity in base units: `"0.1 %"` → `"0.001"`, `"100ms"` → `"0.1"`. */
export function baseAmount(text: string): Decimal {
  const quantity = parseQuantity(text);
  if (quantity === undefined) throw new RangeError(`Cannot read "${text}" as a quantity`);
  return quantity.amount;
}

/** The dimension of a canonical quantity. */
export function dimensionOf(text: string): Dimension {
  const quantity = parseQuantity(text);
  if (quantity === undefined) throw new RangeError(`Cannot read "${text}" as a quantity`);
  return quantity.dimension;
}

/** Whole or fractional seconds of a duration, for comparing and for dates. */
export function seconds(duration: string): number {
  return Number(baseAmount(duration));
}

/** Orders two quantities of the same dimension by size. */
export function compareQuantities(left: string, right: string): number {
  return compareDecimals(baseAmount(left), baseAmount(right));
}

/** A number of seconds in the largest units that write it whole: 5400 → `"1h30m"`, 172800 → `"2d"`. */
export function formatDuration(total: number): string {
  return durationOf(decimalOf(total));
}

/** Exact arithmetic over few numbers that are asked for again and again. */
const durationOf = remembering((total) => {
  let rest = total;
  let text = "";
  for (const [unit, size] of durationUnits) {
    const count = divide(rest, size, 0);
    if (count === "0") continue;
    text += `${count}${unit}`;
    rest = add(rest, multiply(`-${count}`, size));
  }
  return text === "" ? "0s" : text;
});

/** A ratio as a percentage without float noise: `"0.001"` → `"0.1 %"`. */
export function formatPercent(ratio: Decimal): string {
  return `${shift(ratio, 2)} %`;
}

function quantitySchema<Input>(expected: string, ...dimensions: readonly Dimension[]) {
  const read = (value: unknown): string | undefined => {
    if (typeof value !== "string" && typeof value !== "number") return undefined;
    const quantity = parseQuantity(typeof value === "number" ? decimalOf(value) : value);
    return quantity !== undefined && dimensions.includes(quantity.dimension) ? quantity.text : undefined;
  };
  return z
    .custom<Input>((value) => read(value) !== undefined, { error: `expected ${expected}` })
    .transform((value) => read(value) ?? z.NEVER);
}

/** @see https://prometheus.io/docs/prometheus/latest/querying/basics/#float-literals-and-time-durations */
export const Duration = quantitySchema<Duration>('a duration such as "48h", "5m" or "7d"', "duration");
export const Percent = quantitySchema<Percent | `${number}%`>('a percentage such as "0.1 %"', "percent");
export const Rate = quantitySchema<Rate>('a rate such as "40/s"', "rate");
/** An amount that a signal is held against: percentage, duration, bytes, rate or plain number. */
export const Amount = quantitySchema<Percent | `${number}%` | Duration | Bytes | Rate | number>(
  'an amount such as "0.1 %", "100ms", "5 MB", "12/s" or 500',
  "percent",
  "duration",
  "bytes",
  "rate",
  "number",
);
/** How many times as much: `"14.4x"`. */
export const Multiple = quantitySchema<Multiple>('a multiple such as "14.4x"', "multiple");
/** A change against the baseline: absolute in percentage points, relative in percent, or a multiple. */
export const Change = quantitySchema<PercentagePoints | `${number}pp` | Percent | `${number}%` | Multiple>(
  'a change such as "+0.5 pp", "+10 %" or "1.5x"',
  "points",
  "percent",
  "multiple",
);
