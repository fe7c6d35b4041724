import { add, compareDecimals, multiply, shift, type Decimal } from "../../../base/decimal.ts";
import type { Signal } from "../../../model/signal.ts";
import { isCrossed, threshold, type Limit } from "../limit.ts";

/** What both sides measure. */
export interface Values {
  readonly value: Decimal;
  /** Where the limit moves with the baseline. */
  readonly baseline: Decimal | undefined;
}

/** Values a thousandth beyond a limit: enough for no rounding to hide it. */
export function justBeyond(signal: Signal, limit: Limit): Values {
  return nearLimit(signal, limit, limit.side === "above" ? 1 : -1, true);
}

/** Values a thousandth within a limit, or on it where the signal's range ends there. */
export function justWithin(signal: Signal, limit: Limit): Values {
  return nearLimit(signal, limit, limit.side === "above" ? -1 : 1, false);
}

function nearLimit(signal: Signal, limit: Limit, direction: 1 | -1, beyond: boolean): Values {
  for (const baseline of limit.against === "amount" ? [undefined] : baselinesToTry(signal)) {
    const edge = threshold(limit, baseline);
    const step = compareDecimals(edge, "0") === 0 ? smallStep(signal) : shift(edge.replace("-", ""), -3);
    const value = clamp(signal, add(edge, multiply(step, String(direction))));
    if (inRange(signal, edge) && isCrossed(limit, value, baseline) === beyond) return { value, baseline };
  }
  throw new RangeError(
    `Cannot test limit "${limit.side} ${limit.text}": no value of a ${signal.kind} signal is ${beyond ? "beyond" : "within"} it`,
  );
}

/** Baselines for which some change of them is likely to be possible. */
function baselinesToTry(signal: Signal): readonly Decimal[] {
  return signal.kind === "ratio" ? ["0.1", "0.5", "0.01", "0.001", "0.9", "0.0001"] : ["1", "100", "10000"];
}

function smallStep(signal: Signal): Decimal {
  return signal.kind === "ratio" ? "0.001" : "1";
}

function clamp(signal: Signal, value: Decimal): Decimal {
  const { lowest, highest } = rangeOf(signal);
  if (lowest !== undefined && compareDecimals(value, lowest) < 0) return lowest;
  if (highest !== undefined && compareDecimals(value, highest) > 0) return highest;
  return value;
}

function inRange(signal: Signal, value: Decimal): boolean {
  return clamp(signal, value) === value;
}

function rangeOf({ kind }: Signal): { readonly lowest: Decimal | undefined; readonly highest: Decimal | undefined } {
  switch (kind) {
    case "ratio":
      return { lowest: "0", highest: "1" };
    case "rate":
    case "increase":
      return { lowest: "0", highest: undefined };
    default:
      return { lowest: undefined, highest: undefined };
  }
}
