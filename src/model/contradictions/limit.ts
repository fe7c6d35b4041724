import type { Dimension } from "../quantity.ts";

/** A limit in either direction. */
export type Limit = { readonly above: string } | { readonly below: string };

/** The amount a limit holds a signal to. */
export function amountOf(limit: Limit): string {
  return "above" in limit ? limit.above : limit.below;
}

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
