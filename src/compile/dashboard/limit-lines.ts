import { add, compareDecimals, multiply, type Decimal } from "../../base/decimal.ts";
import { movedBaseline, threshold } from "../observability/limit.ts";
import type { LimitLine, Query, TimeSeriesPanel } from "./panel.ts";
import type { SignalLimit } from "./signal-limits.ts";

const gravity = { hold: 0, alert: 1, rollback: 2 } as const;

/** Limits of fixed amounts, drawn straight, from low to high; of several at one height the gravest is drawn. */
export function limitLines(limits: readonly SignalLimit[]): readonly LimitLine[] {
  const lines = new Map<Decimal, LimitLine>();
  for (const { limit, role } of limits) {
    if (limit.against === "baseline") continue;
    const value = threshold(limit, undefined);
    const known = lines.get(value);
    if (known === undefined || gravity[role] > gravity[known.look]) lines.set(value, { value, look: role });
  }
  return [...lines.values()].toSorted((left, right) => compareDecimals(left.value, right.value));
}

/**
 * Limits that follow the baseline, each a curve of its own; one curve where a
 * gate holds and goes back at the same place. `baseline` selects what they follow.
 */
export function limitCurves(limits: readonly SignalLimit[], baseline: string | undefined): readonly Query[] {
  if (baseline === undefined) return [];
  const several = new Set(limits.map(({ of }) => of)).size > 1;
  return limits.flatMap(({ limit, role, of }, index): readonly Query[] => {
    if (limit.against === "amount") return [];
    const same = (other: SignalLimit | undefined) => other?.of === of && other.limit.text === limit.text;
    if (role === "hold" && same(limits[index + 1])) return [];
    const name = role === "rollback" && same(limits[index - 1]) ? "hold and rollback limit" : `${role} limit`;
    return [{ expr: movedBaseline(limit, baseline), legend: `${name}${several ? ` of ${of}` : ""} (${limit.text})`, look: role }];
  });
}

/**
 * What the axis must cover for the fixed limits to be in sight: from zero, or
 * the lowest below it, to a tenth above the highest. Shares that must stay near 1 get as much room below
 * their lowest limit as there is above it.
 */
export function limitRange(limits: readonly SignalLimit[]): TimeSeriesPanel["covers"] {
  const heights = limitLines(limits).map(({ value }) => value);
  const [lowest] = heights;
  const highest = heights.at(-1);
  if (lowest === undefined || highest === undefined) return { min: "0" };
  const mirrored = add(multiply(lowest, "2"), "-1");
  const nearOne =
    limits.every(({ limit }) => limit.side === "below" && limit.text.endsWith("%")) &&
    compareDecimals(mirrored, "0") > 0 &&
    compareDecimals(highest, "1") <= 0;
  if (nearOne) return { min: mirrored, max: "1" };
  return {
    min: lowest.startsWith("-") ? multiply(lowest, "1.1") : "0",
    max: compareDecimals(highest, "0") > 0 ? multiply(highest, "1.1") : "1",
  };
}
