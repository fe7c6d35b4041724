import { shift } from "../../base/decimal.ts";
import { baseAmount, dimensionOf, type Dimension } from "../quantity.ts";

/** A limit in either direction. */
export type Limit = { readonly above: string } | { readonly below: string };

/** The amount a limit holds a signal to. */
export function amountOf(limit: Limit): string {
  return "above" in limit ? limit.above : limit.below;
}

/** What to write in place of an amount whose dimension is not the wanted one. */
export function unitHint(wanted: Dimension, amount: string): string {
  if (wanted === "percent" && dimensionOf(amount) === "number") {
    const whole = `write "${amount} %"`;
    return Number(amount) < 1 ? `${whole}, or "${shift(baseAmount(amount), 2)} %" for a share of ${amount}` : whole;
  }
  return `write an amount such as "${examples[wanted]}"`;
}

const examples: Readonly<Record<Dimension, string>> = {
  duration: "250ms",
  percent: "0.1 %",
  points: "+0.5 pp",
  multiple: "1.5x",
  bytes: "5 MB",
  rate: "12/s",
  number: "500",
};

/** A dimension as a sentence names it. */
export function named(dimension: Dimension): string {
  switch (dimension) {
    case "duration":
      return "a duration";
    case "percent":
      return "a percentage";
    case "points":
      return "percentage points";
    case "multiple":
      return "a multiple";
    case "bytes":
      return "an amount of bytes";
    case "rate":
      return "a rate";
    case "number":
      return "a plain number";
  }
}
