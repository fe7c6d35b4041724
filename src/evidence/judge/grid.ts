import type { SeriesData, Span } from "../metrics-source.ts";

/** Steps of a span, its start included. */
export function stepsIn({ start, end, step }: Span): number {
  return Math.floor((end - start) / step + 1e-9) + 1;
}

/** Values of one series at every step of a span; nothing where there is no sample, or none that is a number. */
export interface Grid {
  readonly values: readonly (number | undefined)[];
  /** Samples that were NaN or infinite. */
  readonly notNumbers: number;
  /** Whether the latest sample there is, is one of them. */
  readonly endsNotNumber: boolean;
}

/** Lays the points of a series on the steps of a span. */
export function grid(series: SeriesData | undefined, span: Span): Grid {
  const values = Array.from<number | undefined>({ length: stepsIn(span) });
  const points = (series?.points ?? []).filter(([time]) => time >= span.start - span.step / 2 && time <= span.end + span.step / 2);
  for (const [time, value] of points) if (Number.isFinite(value)) values[Math.round((time - span.start) / span.step)] = value;
  const last = points.at(-1);
  return {
    values: values.slice(0, stepsIn(span)),
    notNumbers: points.filter(([, value]) => !Number.isFinite(value)).length,
    endsNotNumber: last !== undefined && !Number.isFinite(last[1]),
  };
}
