import { compareDecimals, decimalOf, multiply, type Decimal } from "../../../base/decimal.ts";
import { selectorOf } from "../series.ts";
import type { Labels } from "../label-witness.ts";

/** One input of a rule test. */
export type InputSeries = {
  readonly metric: string;
  readonly labels: Labels;
} & (
  | {
      /** Grows at an even rate from 0, until it stops. */
      readonly kind: "counter";
      readonly perSecond: Decimal;
      /** Seconds after which it stays where it is. */
      readonly stopsAt?: number;
    }
  | { readonly kind: "gauge"; readonly level: Decimal }
);

/** The series as promtool names it. */
export function seriesName({ metric, labels }: InputSeries): string {
  return selectorOf(metric, labels);
}

/**
 * Samples from 0 to `until` seconds, one each `step`, in promtool's notation.
 * @see https://prometheus.io/docs/prometheus/latest/configuration/unit_testing_rules/#series
 */
export function seriesValues(series: InputSeries, step: number, until: number): string {
  const steps = Math.ceil(until / step);
  if (series.kind === "gauge") return expanding(series.level, "0", steps);
  const rise = multiply(series.perSecond, decimalOf(step));
  if (series.stopsAt === undefined || compareDecimals(rise, "0") === 0) return expanding("0", rise, steps);
  const rising = Math.floor(series.stopsAt / step);
  return `${expanding("0", rise, rising)} ${expanding(multiply(rise, String(rising)), "0", steps - rising - 1)}`;
}

function expanding(start: Decimal, rise: Decimal, times: number): string {
  return `${start}${rise.startsWith("-") ? "" : "+"}${rise}x${times}`;
}
