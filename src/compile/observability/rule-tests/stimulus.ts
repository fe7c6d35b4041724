import { add, compareDecimals, divide, multiply, shift, type Decimal } from "../../../base/decimal.ts";
import type { Matchers } from "../../../model/metric.ts";
import { baseAmount } from "../../../model/quantity.ts";
import type { Selector, Signal } from "../../../model/signal.ts";
import { isMatched, witness, witnessBeside, type Labels } from "../label-witness.ts";
import type { InputSeries } from "./input-series.ts";

/** What a signal of one variant shall measure in a test. */
export interface Stimulus {
  readonly value: Decimal;
  /** Requests (or observations) per second; chosen so that counters grow by whole numbers when left out. */
  readonly perSecond?: Decimal;
  /** Leave out what only exists once the first event of a ratio's numerator has happened. */
  readonly withoutNumerator?: boolean;
}

/** Inputs that make a signal, narrowed to a variant, measure exactly the value. */
export function stimulate(
  signal: Signal,
  narrow: Matchers,
  { value, perSecond, withoutNumerator = false }: Stimulus,
): readonly InputSeries[] {
  const rate = perSecond ?? wholeRate(value);
  switch (signal.kind) {
    case "ratio": {
      const { part, rest, shared } = partAndRest(signal, narrow);
      const amount = withoutNumerator ? "0" : multiply(rate, value);
      const beside = shared ? add(rate, multiply(amount, "-1")) : rate;
      return [
        ...(withoutNumerator ? [] : [counter(signal.numerator.metric, part, amount)]),
        // Without a rest every event is one of the numerator.
        ...(compareDecimals(beside, "0") > 0 || compareDecimals(rate, "0") === 0 ? [counter(signal.denominator.metric, rest, beside)] : []),
      ];
    }
    case "quantile": {
      const labels = labelsFor(signal.histogram, narrow);
      const bucket = `${signal.histogram.metric}_bucket`;
      // A quantile beyond the last finite bucket is that bucket's bound, exactly.
      return [
        counter(bucket, { ...labels, le: value }, "0"),
        counter(bucket, { ...labels, le: "+Inf" }, rate),
        counter(`${signal.histogram.metric}_count`, labels, rate),
      ];
    }
    case "mean": {
      const labels = labelsFor(signal.histogram, narrow);
      return [
        counter(`${signal.histogram.metric}_sum`, labels, multiply(rate, value)),
        counter(`${signal.histogram.metric}_count`, labels, rate),
      ];
    }
    case "rate":
      return [counter(signal.counter.metric, labelsFor(signal.counter, narrow), value)];
    case "increase":
      return [counter(signal.counter.metric, labelsFor(signal.counter, narrow), divide(value, baseAmount(signal.window), 15))];
    case "level":
      return [gauge(signal.gauge.metric, labelsFor(signal.gauge, narrow), value)];
    case "quotient": {
      const { part, rest, shared } = partAndRest(signal, narrow);
      const amount = multiply(rate, value);
      const beside = shared ? add(rate, multiply(amount, "-1")) : rate;
      return [gauge(signal.numerator.metric, part, amount), gauge(signal.denominator.metric, rest, beside)];
    }
  }
}

/** A rate of which the value is a whole part: 1000, or more for values of more than three digits. */
function wholeRate(value: Decimal): Decimal {
  return shift("1", Math.max(3, value.split(".")[1]?.length ?? 0));
}

interface Parts {
  /** Labels of a series that the numerator counts. */
  readonly part: Labels;
  /** Labels of a series that the denominator counts and the numerator does not. */
  readonly rest: Labels;
  /** Whether the denominator counts the numerator's series as well. */
  readonly shared: boolean;
}

function partAndRest(
  { numerator, denominator }: { readonly numerator: Selector; readonly denominator: Selector },
  narrow: Matchers,
): Parts {
  const oneMetric = numerator.metric === denominator.metric;
  const part = (oneMetric ? witness(numerator.where, denominator.where, narrow) : undefined) ?? labelsFor(numerator, narrow);
  const shared = oneMetric && isMatched(part, { ...denominator.where }) && isMatched(part, narrow);
  const rest = oneMetric ? witnessBeside([denominator.where, narrow], [numerator.where]) : labelsFor(denominator, narrow);
  if (rest === undefined)
    throw new RangeError(`Cannot test a ratio of "${numerator.metric}": its numerator counts all that its denominator counts`);
  return { part, rest, shared };
}

function labelsFor({ metric, where }: Selector, narrow: Matchers): Labels {
  const labels = witness(where, narrow);
  if (labels === undefined) throw new RangeError(`Cannot test with metric "${metric}": its matchers contradict each other`);
  return labels;
}

function counter(metric: string, labels: Labels, perSecond: Decimal): InputSeries {
  return { kind: "counter", metric, labels, perSecond };
}

function gauge(metric: string, labels: Labels, level: Decimal): InputSeries {
  return { kind: "gauge", metric, labels, level };
}
