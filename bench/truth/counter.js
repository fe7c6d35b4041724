/**
 * A counter as it is scraped once a minute: `undefined` where there is no
 * sample. Kept so that `increase` over any window takes no time.
 */
export function counter(values) {
  const next = new Int32Array(values.length);
  const previous = new Int32Array(values.length);
  const grown = new Float64Array(values.length);
  let last = -1;
  let total = 0;
  let first = -1;
  for (let at = 0; at < values.length; at += 1) {
    if (values[at] !== undefined) {
      if (last >= 0) total += values[at] >= values[last] ? values[at] - values[last] : values[at];
      if (first < 0) first = at;
      last = at;
    }
    previous[at] = last;
    grown[at] = total;
  }
  for (let at = values.length - 1, following = -1; at >= 0; at -= 1) {
    if (values[at] !== undefined) following = at;
    next[at] = following;
  }
  return { values, next, previous, grown, first };
}

/**
 * `increase` of Prometheus over the minutes (at - length, at]: needs two
 * samples, sees resets, extrapolates to the ends of the window where these are
 * no further than 1.1 intervals away, never below zero.
 * @see https://prometheus.io/docs/prometheus/latest/querying/functions/#increase
 */
export function increase({ values, next, previous, grown }, at, length) {
  const from = next[Math.max(0, at - length + 1)];
  const to = previous[at];
  if (from < 0 || to <= from || to <= at - length) return undefined;
  const gain = grown[to] - grown[from];
  const span = to - from;
  const interval = span / samplesBetween(values, from, to);
  let [before, after] = [from - (at - length), at - to];
  if (gain > 0 && values[from] >= 0) before = Math.min(before, span * (values[from] / gain));
  const near = interval * 1.1;
  const extended = span + (before < near ? before : interval / 2) + (after < near ? after : interval / 2);
  return (gain * extended) / span;
}

function samplesBetween(values, from, to) {
  // Scraped once a minute, so that only gaps lengthen the mean interval; short windows are counted, long ones are not worth it.
  if (to - from > 60) return to - from;
  let samples = 0;
  for (let at = from + 1; at <= to; at += 1) if (values[at] !== undefined) samples += 1;
  return samples;
}

/** `sum(increase(…))` over some counters; `undefined` where none of them has an increase. */
export function sumIncrease(counters, at, length) {
  let total;
  for (const one of counters) {
    const gain = increase(one, at, length);
    if (gain !== undefined) total = (total ?? 0) + gain;
  }
  return total;
}

/** First values of the counters that began within the last `length` minutes, later than ten minutes after their start. */
export function bornWithin(counters, at, length) {
  let total;
  for (const { values, next, first } of counters) {
    if (first < 0 || first > at) continue;
    // What was there in the hour before the window, or in its first ten minutes, is not new.
    const seen = next[Math.max(0, at - length - 60 + 1)];
    if (seen >= 0 && seen <= at - length + 10) continue;
    let smallest = Number.POSITIVE_INFINITY;
    for (let step = Math.max(0, at - length + 1); step <= at; step += 1) if (values[step] < smallest) smallest = values[step];
    if (smallest < Number.POSITIVE_INFINITY) total = (total ?? 0) + smallest;
  }
  return total;
}

/** `histogram_quantile` over cumulative counts by upper bound. */
export function histogramQuantile(quantile, bounds, counts) {
  const total = counts.at(-1);
  if (!(total > 0)) return undefined;
  const rank = quantile * total;
  const bucket = counts.findIndex((count) => count >= rank);
  if (bucket === bounds.length - 1) return bounds[bounds.length - 2];
  const [low, below] = bucket === 0 ? [0, 0] : [bounds[bucket - 1], counts[bucket - 1]];
  return low + ((bounds[bucket] - low) * (rank - below)) / (counts[bucket] - below);
}
