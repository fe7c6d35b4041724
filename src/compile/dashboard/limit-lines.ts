import { add, compareDecimals, multiply, type Decimal } from "../../base/decimal.ts";
import type { LimitLine, TimeSeriesPanel } from "./panel.ts";
import type { SignalLimit } from "./signal-limits.ts";

const gravity = { hold: 0, alert: 1, rollback: 2 } as const;

/** The fixed limits from low to high; of several at one height the gravest is drawn. */
export function limitLines(limits: readonly SignalLimit[]): readonly LimitLine[] {
  const lines = new Map<Decimal, LimitLine>();
  for (const { line, role } of limits) {
    if (line.kind === "moving") continue;
    const known = lines.get(line.value);
    if (known === undefined || gravity[role] > gravity[known.look]) lines.set(line.value, { value: line.value, look: role });
  }
  return [...lines.values()].toSorted((left, right) => compareDecimals(left.value, right.value));
}

/**
 * What the axis must cover for the fixed limits to be in sight: from zero to a
 * tenth above the highest. Shares that must stay near 1 get as much room below
 * their lowest limit as there is above it.
 */
export function limitRange(limits: readonly SignalLimit[]): TimeSeriesPanel["covers"] {
  const heights = limitLines(limits).map(({ value }) => value);
  const [lowest] = heights;
  const highest = heights.at(-1);
  if (lowest === undefined || highest === undefined) return { min: "0" };
  const mirrored = add(multiply(lowest, "2"), "-1");
  const nearOne =
    limits.every(({ side, amount }) => side === "below" && amount.endsWith("%")) &&
    compareDecimals(mirrored, "0") > 0 &&
    compareDecimals(highest, "1") <= 0;
  return nearOne ? { min: mirrored, max: "1" } : { min: "0", max: multiply(highest, "1.1") };
}
