import { changedValue } from "./changed-value.ts";
import type { SignalFacts } from "./signal-facts.ts";

/** Points of a small chart. */
const mostPoints = 60;

/**
 * What the limit was held against over the window, thinned for a small chart:
 * of each stretch the worst value, `null` where nothing was measured.
 * `undefined` where nothing was measured at all.
 */
export function trace({ judgement: { limit }, grids, steps }: SignalFacts): readonly (number | null)[] | undefined {
  const count = Math.min(mostPoints, steps);
  const worst = Array.from<number | null>({ length: count }).fill(null);
  for (let index = 0; index < steps; index++) {
    const value = changedValue(limit, grids.candidate.values[index], grids.baseline.values[index]);
    const point = Math.floor((index * count) / steps);
    const known = worst[point];
    if (value !== undefined && (known === null || known === undefined || (limit.side === "above" ? value > known : value < known)))
      worst[point] = Number(value.toPrecision(4));
  }
  return worst.every((value) => value === null) ? undefined : worst;
}
