import { momentsOf, studentTail } from "../statistics/index.ts";
import { seconds } from "../../model/quantity.ts";
import type { Limit } from "../../compile/observability/limit.ts";
import { boundOf } from "./changed-value.ts";
import type { SignalFacts } from "./signal-facts.ts";
import type { Sides } from "./signal-words.ts";

/**
 * How far values lie beyond a limit: above 0 beyond it, below 0 within. In the
 * signal's own unit for a mean; for a quantile as a logarithm, since what moves
 * it multiplies.
 */
export function excessOf(limit: Limit, { kind }: SignalFacts["signal"], { candidate, baseline }: Sides): number | undefined {
  const bound = boundOf(limit, baseline ?? 0);
  const sign = limit.side === "above" ? 1 : -1;
  if (kind !== "quantile") return sign * (candidate - bound);
  return candidate > 0 && bound > 0 ? sign * Math.log(candidate / bound) : undefined;
}

/** Excesses of the signal's own windows that do not overlap, from the end of the span backwards. */
export function windowExcesses(
  limit: Limit,
  { signal, span, grids }: Pick<SignalFacts, "signal" | "span" | "grids">,
  { first, last }: { readonly first: number; readonly last: number },
): readonly number[] {
  const stride = "window" in signal ? Math.max(1, Math.round(seconds(signal.window) / span.step)) : 1;
  const excesses: number[] = [];
  for (let index = last; index >= first; index -= stride) {
    const candidate = grids.candidate.values[index];
    const baseline = grids.baseline.values[index];
    if (candidate === undefined || (limit.against === "baseline" && baseline === undefined)) continue;
    const excess = excessOf(limit, signal, { candidate, baseline });
    if (excess !== undefined) excesses.push(excess);
  }
  return excesses;
}

/** Fewest windows whose differences say how far values scatter. */
export const fewestWindows = 5;

/** How likely an excess is if the value lies exactly at the limit, in either direction. */
export interface ExcessChance {
  readonly within: number;
  readonly beyond: number;
}

/**
 * Holds an excess over the whole window against how far those of its parts
 * scatter (the method of batch means): swings of load, of caches, of neighbours
 * make a value less sure than its requests alone tell. `times` is how many times
 * as many windows there would be.
 * @see https://doi.org/10.1287/opre.30.3.556
 */
export function excessChance(excess: number, excesses: readonly number[], times = 1): ExcessChance | undefined {
  if (excesses.length < fewestWindows) return undefined;
  const { variance, size } = momentsOf(excesses);
  const error = Math.sqrt(variance / (size * times));
  if (error <= Math.abs(excess) * 1e-9) return excess > 0 ? { within: 1, beyond: 0 } : { within: 0, beyond: 1 };
  const degrees = size * times - 1;
  return { within: studentTail(-excess / error, degrees), beyond: studentTail(excess / error, degrees) };
}
