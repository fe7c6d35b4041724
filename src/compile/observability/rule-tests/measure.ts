import { add, compareDecimals, divide, multiply, type Decimal } from "../../../base/decimal.ts";
import type { Matchers } from "../../../model/metric.ts";
import { baseAmount } from "../../../model/quantity.ts";
import type { Selector, Signal } from "../../../model/signal.ts";
import { isMatched } from "../label-witness.ts";
import type { InputSeries } from "./input-series.ts";

/**
 * What a signal, narrowed to a variant, measures over these inputs once they
 * have run for its whole window; `undefined` for no answer. The same meaning
 * as the signal's PromQL, worked out exactly.
 */
export function measure(signal: Signal, narrow: Matchers, inputs: readonly InputSeries[]): Decimal | undefined {
  const amounts = (selector: Selector, suffix = ""): readonly Decimal[] => selected(inputs, selector, narrow, suffix);
  const share = (parts: readonly Decimal[], wholes: readonly Decimal[]): Decimal | undefined =>
    parts.length > 0 && compareDecimals(sum(wholes), "0") > 0 ? divide(sum(parts), sum(wholes), 18) : undefined;
  switch (signal.kind) {
    case "ratio":
      // No event of the numerator yet counts as 0.
      return share(["0", ...amounts(signal.numerator)], amounts(signal.denominator));
    case "mean":
      return share(amounts(signal.histogram, "_sum"), amounts(signal.histogram, "_count"));
    case "quotient":
      return share(amounts(signal.numerator), amounts(signal.denominator));
    case "rate":
    case "increase": {
      const rates = amounts(signal.counter);
      if (rates.length === 0) return undefined;
      return signal.kind === "rate" ? sum(rates) : multiply(sum(rates), baseAmount(signal.window));
    }
    case "level":
      return aggregate(signal.aggregate, amounts(signal.gauge));
    case "quantile":
      return quantile(
        inputs.filter(
          ({ metric, labels }) =>
            metric === `${signal.histogram.metric}_bucket` && isMatched(labels, signal.histogram.where) && isMatched(labels, narrow),
        ),
      );
  }
}

/** What shares of a signal are shares of: requests or observations per second, a level; 0 without any. */
export function measureWhole(signal: Signal, narrow: Matchers, inputs: readonly InputSeries[]): Decimal {
  switch (signal.kind) {
    case "ratio":
    case "quotient":
      return sum(selected(inputs, signal.denominator, narrow, ""));
    case "quantile":
    case "mean":
      return sum(selected(inputs, signal.histogram, narrow, "_count"));
    default:
      return "0";
  }
}

function selected(inputs: readonly InputSeries[], { metric: name, where }: Selector, narrow: Matchers, suffix: string): readonly Decimal[] {
  return inputs
    .filter(({ metric, labels }) => metric === `${name}${suffix}` && isMatched(labels, where) && isMatched(labels, narrow))
    .map((input) => (input.kind === "counter" ? input.perSecond : input.level));
}

/** Of histograms whose finite buckets stay empty, as stimuli make them, every quantile is the highest finite bound. */
function quantile(buckets: readonly InputSeries[]): Decimal | undefined {
  const bounds = buckets.map(({ labels }) => labels["le"] ?? "+Inf");
  const filled = buckets.some((bucket) => bucket.kind === "counter" && compareDecimals(bucket.perSecond, "0") > 0);
  return filled
    ? bounds
        .filter((bound) => bound !== "+Inf")
        .toSorted(compareDecimals)
        .at(-1)
    : undefined;
}

function aggregate(how: "sum" | "avg" | "min" | "max", levels: readonly Decimal[]): Decimal | undefined {
  if (levels.length === 0) return undefined;
  const ordered = levels.toSorted(compareDecimals);
  switch (how) {
    case "sum":
      return sum(levels);
    case "avg":
      return divide(sum(levels), String(levels.length), 18);
    case "min":
      return ordered[0];
    case "max":
      return ordered.at(-1);
  }
}

function sum(amounts: readonly Decimal[]): Decimal {
  return amounts.reduce(add, "0");
}
