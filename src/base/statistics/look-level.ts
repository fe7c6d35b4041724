import { normalTail, normalDensity } from "./normal.ts";

/**
 * The level at which a test for one look must be asked so that it is wrong with
 * probability `alpha` at most over all looks while what it rests on grows by
 * `growth` (2: from so many requests to twice as many), however often one looks
 * in between: how likely a Brownian motion, scaled to its time, crosses the
 * level, which looks at some moments do not exceed.
 * @see https://doi.org/10.2307/2529881
 */
export function lookLevel(alpha: number, growth: number): number {
  const crossed = (z: number): number => normalDensity(z) * (((z - 1 / z) * Math.log(growth)) / 2 + 2 / z);
  let [low, high] = [1, 10];
  if (growth <= 1) return alpha;
  while (high - low > 1e-9) {
    const middle = (low + high) / 2;
    if (crossed(middle) > alpha) low = middle;
    else high = middle;
  }
  return normalTail(high);
}
