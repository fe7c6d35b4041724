import type { Limit } from "../../compile/observability/limit.ts";
import { baseAmount, dimensionOf, type Dimension } from "../../model/quantity.ts";

/** What a limit is held against: the value, or how far it is from the baseline as the limit counts it. */
export function changedValue({ against, text }: Limit, candidate: number | undefined, baseline: number | undefined): number | undefined {
  if (candidate === undefined || against === "amount") return candidate;
  if (baseline === undefined) return undefined;
  switch (dimensionOf(text)) {
    case "points":
      return candidate - baseline;
    case "multiple":
      return baseline > 0 ? candidate / baseline : undefined;
    default:
      return baseline > 0 ? candidate / baseline - 1 : undefined;
  }
}

/** The dimension of {@link changedValue}: the signal's own, or that of the change. */
export function changedDimension({ against, text }: Limit, own: Dimension): Dimension {
  return against === "amount" ? own : dimensionOf(text);
}

/** Whether a value is beyond a limit, in the numbers that Prometheus reckons with. */
export function isBeyond(limit: Limit, candidate: number, baseline: number | undefined): boolean {
  const bound = boundOf(limit, baseline ?? 0);
  return limit.side === "above" ? candidate > bound : candidate < bound;
}

/** Where a limit lies, given what the baseline measures. */
export function boundOf({ against, text }: Limit, baseline: number): number {
  const amount = Number(baseAmount(text));
  if (against === "amount") return amount;
  switch (dimensionOf(text)) {
    case "points":
      return baseline + amount;
    case "multiple":
      return baseline * amount;
    default:
      return baseline * (1 + amount);
  }
}
