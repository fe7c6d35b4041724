import type { Signal } from "../../model/signal.ts";
import { baseAmount } from "../../model/quantity.ts";

/**
 * How fast a share of events burns the error budget of its objective: 1 uses it
 * up exactly at the end of the period. `undefined` for signals that promise
 * nothing, or promise everything.
 * @see https://sre.google/workbook/alerting-on-slos/
 */
export function burnPace(signal: Signal, value: number): number | undefined {
  if (signal.kind !== "ratio" || signal.objective === undefined) return undefined;
  const budget = 1 - Number(baseAmount(signal.objective.share));
  return budget <= 0 ? undefined : (signal.worse === "higher" ? value : 1 - value) / budget;
}
