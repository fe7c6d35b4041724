/** How many values were at most so large: upper bounds that rise, the last one infinite, and the count up to each. */
export interface BucketCounts {
  readonly bounds: readonly number[];
  readonly counts: readonly number[];
}

/** How many values there were. */
export function sizeOf({ counts }: BucketCounts): number {
  return counts.at(-1) ?? 0;
}

/**
 * How many values were at most so large. Within a bucket they are taken to lie
 * evenly, as `histogram_quantile` takes them to; of those beyond the last
 * finite bound nothing is known but that, so that none of them counts.
 */
export function countUpTo({ bounds, counts }: BucketCounts, value: number): number {
  const index = bounds.findIndex((bound) => value < bound);
  if (index < 0) return counts.at(-1) ?? 0;
  const [low, below] = lowerEdge({ bounds, counts }, index);
  const [high = Infinity, upTo = below] = [bounds[index], counts[index]];
  if (high === Infinity || value <= low) return below;
  return below + ((upTo - below) * (value - low)) / (high - low);
}

/**
 * The value of a rank, from 1 for the smallest, by the same assumption: what
 * `histogram_quantile` answers for the rank of its quantile. Infinite for a rank
 * beyond the last finite bound.
 * @see https://prometheus.io/docs/prometheus/latest/querying/functions/#histogram_quantile
 */
export function valueAtRank({ bounds, counts }: BucketCounts, rank: number): number {
  const index = counts.findIndex((count) => count >= rank);
  const high = bounds[index] ?? Infinity;
  if (high === Infinity) return Infinity;
  const [low, below] = lowerEdge({ bounds, counts }, index);
  const upTo = counts[index] ?? below;
  return upTo > below ? low + ((high - low) * (rank - below)) / (upTo - below) : high;
}

/** Where a bucket begins, and how many values lie before it. The first one begins at 0, or has no width where it ends below. */
function lowerEdge({ bounds, counts }: BucketCounts, index: number): readonly [low: number, below: number] {
  if (index > 0) return [bounds[index - 1] ?? 0, counts[index - 1] ?? 0];
  return [Math.min(0, bounds[0] ?? 0), 0];
}
