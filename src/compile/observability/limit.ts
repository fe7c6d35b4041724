import { add, compareDecimals, multiply, type Decimal } from "../../base/decimal.ts";
import type { Bound, ChangeBound } from "../../model/gate.ts";
import { baseAmount, dimensionOf } from "../../model/quantity.ts";

/** A limit that a value must not be beyond; meeting it exactly is within. */
export interface Limit {
  readonly side: "above" | "below";
  /** As the definition writes it: `0.1 %`, `1.5x`. */
  readonly text: string;
  /** Whether the text is an amount, or a change of what the baseline measures at the same time. */
  readonly against: "amount" | "baseline";
  /** How many times as fast as it may the error budget burns there, where that is what the limit is about. */
  readonly pace?: string;
}

/** A limit of a fixed amount. */
export function amountLimit(bound: Bound): Limit {
  return "above" in bound
    ? { side: "above", text: bound.above, against: "amount" }
    : { side: "below", text: bound.below, against: "amount" };
}

/** A limit that moves with the baseline. */
export function changeLimit(bound: ChangeBound): Limit {
  return "above" in bound
    ? { side: "above", text: bound.above, against: "baseline" }
    : { side: "below", text: bound.below, against: "baseline" };
}

/** The limit in words: `above 0.1 %`, `above 1.5x the baseline`. */
export function limitWords(limit: Limit): string {
  return `${limit.side} ${limitAmount(limit)}`;
}

/** What lies between within and beyond, in words: `0.1 %`, `1.5x the baseline`, `+0.5 pp against the baseline`. */
export function limitAmount({ text, against, pace }: Limit): string {
  if (pace !== undefined) return `${text} (${pace} the pace of the error budget)`;
  if (against === "amount") return text;
  return dimensionOf(text) === "multiple" ? `${text} the baseline` : `${text} against the baseline`;
}

/** A value and, where the limit needs it, the baseline to compare it with: both selectors of one series. */
export interface Sides {
  readonly value: string;
  readonly baseline: string | undefined;
}

/** PromQL that has a sample, the value, while the limit is crossed. */
export function crossed(limit: Limit, sides: Sides): string {
  return compare(limit.side === "above" ? ">" : "<", limit, sides);
}

/** PromQL that is 1 while the limit is kept and 0 while it is crossed; no sample where there is nothing to judge. */
export function kept(limit: Limit, sides: Sides): string {
  return compare(limit.side === "above" ? "<= bool" : ">= bool", limit, sides);
}

/** PromQL of what a limit is about: the value, or how far it is from the baseline. */
export function judgedValue({ against, text }: Limit, { value, baseline }: Sides): string {
  if (against === "amount" || baseline === undefined) return value;
  switch (dimensionOf(text)) {
    case "points":
      return `${value} - ignoring (variant) ${baseline}`;
    case "multiple":
      return `${value} / ignoring (variant) (${baseline} > 0)`;
    default:
      return `${value} / ignoring (variant) (${baseline} > 0) - 1`;
  }
}

function compare(operator: string, limit: Limit, { value, baseline }: Sides): string {
  if (limit.against === "amount" || baseline === undefined) return `${value} ${operator} ${baseAmount(limit.text)}`;
  return `${value} ${operator} ignoring (variant) (${movedBaseline(limit, baseline)})`;
}

/** PromQL of where a limit that moves with the baseline lies at each moment. */
export function movedBaseline({ text }: Limit, baseline: string): string {
  const { factor, offset } = changeOf(text);
  if (factor !== "1") return `${baseline} * ${factor}`;
  return offset.startsWith("-") ? `${baseline} - ${offset.slice(1)}` : `${baseline} + ${offset}`;
}

/** The amount at which the limit lies, given what the baseline measures. */
export function threshold(limit: Limit, baseline: Decimal | undefined): Decimal {
  if (limit.against === "amount") return baseAmount(limit.text);
  if (baseline === undefined) throw new RangeError(`Cannot tell where "${limit.text}" lies without a baseline`);
  const { factor, offset } = changeOf(limit.text);
  return add(multiply(baseline, factor), offset);
}

/** Whether a value is beyond the limit. */
export function isCrossed(limit: Limit, value: Decimal, baseline: Decimal | undefined): boolean {
  const order = compareDecimals(value, threshold(limit, baseline));
  return limit.side === "above" ? order > 0 : order < 0;
}

/** A change as `baseline * factor + offset`. */
function changeOf(text: string): { readonly factor: Decimal; readonly offset: Decimal } {
  const amount = baseAmount(text);
  switch (dimensionOf(text)) {
    case "points":
      return { factor: "1", offset: amount };
    case "multiple":
      return { factor: amount, offset: "0" };
    default:
      return { factor: add("1", amount), offset: "0" };
  }
}
