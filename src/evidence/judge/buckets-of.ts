import type { BucketCounts } from "../statistics/index.ts";
import type { SeriesData } from "../metrics-source.ts";

/**
 * The counts of a histogram's buckets over the whole window, from series that
 * differ by `le`; `undefined` where they are not those of a histogram. Buckets
 * are extrapolated apart, so that rounding may bring one below its neighbour.
 */
export function bucketsOf(series: readonly SeriesData[]): BucketCounts | undefined {
  const read = series
    .flatMap(({ labels, points }) => {
      const bound = boundOf(labels["le"]);
      const count = points.at(-1)?.[1];
      return bound === undefined || count === undefined || !Number.isFinite(count) ? [] : [{ bound, count: Math.max(0, count) }];
    })
    .toSorted((left, right) => left.bound - right.bound);
  if (read.length < 2 || read.length !== series.length || read.at(-1)?.bound !== Infinity) return undefined;
  let highest = 0;
  const counts = read.map(({ count }) => (highest = Math.max(highest, count)));
  return { bounds: read.map(({ bound }) => bound), counts };
}

function boundOf(text: string | undefined): number | undefined {
  if (text === undefined || text === "") return undefined;
  const bound = text === "+Inf" ? Infinity : Number(text);
  return Number.isNaN(bound) ? undefined : bound;
}
