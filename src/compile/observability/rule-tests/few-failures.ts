import { add, compareDecimals, divide, multiply, type Decimal } from "../../../base/decimal.ts";
import type { Floors } from "../floors.ts";
import type { Limit } from "../limit.ts";

/** Events per second, all of which make a share that is beyond its limit. */
export interface FewFailures {
  /** Fewer fail than the alert asks for. */
  readonly tooFew: Decimal;
  /** A few more do. */
  readonly enough: Decimal;
}

/** Far enough from a floor that the ends of a range, where `increase` extrapolates, do not matter. */
const margin = { below: "0.8", above: "1.2" } as const;

/**
 * Events on either side of an alert's floor of failures; `undefined` where it
 * has none, or where its samples bring more failures anyway.
 * @param value what the share is, beyond the limit
 * @param length seconds within which too few are counted
 * @param until seconds after which there must be enough
 */
export function fewFailures(
  { minimumSamples, minimumFailures }: Floors,
  value: Decimal,
  side: Limit["side"],
  { length, until }: { readonly length: number; readonly until: number },
): FewFailures | undefined {
  const share = side === "above" ? value : add("1", multiply("-1", value));
  if (minimumFailures === 0 || compareDecimals(share, "0") <= 0) return undefined;
  const failing = (factor: Decimal): Decimal => multiply(String(minimumFailures), factor);
  const samples = multiply(multiply(String(minimumSamples), margin.above), share);
  if (compareDecimals(failing(margin.below), samples) < 0) return undefined;
  const perSecond = (failures: Decimal, seconds: number): Decimal => divide(failures, multiply(share, String(seconds)), 12);
  return { tooFew: perSecond(failing(margin.below), length), enough: perSecond(failing(margin.above), until) };
}
