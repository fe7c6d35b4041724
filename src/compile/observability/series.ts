import { escapeRe2, quotePromql, selecting } from "../../base/promql.ts";
import { inCodeUnitOrder } from "../../base/code-unit-order.ts";
import { decimalOf, shift } from "../../base/decimal.ts";
import { rememberingFor } from "../../base/remembering.ts";
import type { Environment } from "../../model/environment.ts";
import type { Matcher, Matchers } from "../../model/metric.ts";
import type { Rollout } from "../../model/rollout.ts";
import type { Selector, Signal, Variant } from "../../model/signal.ts";
import { seriesLabels } from "../conventions.ts";

/** A side of the rollout, or `none` for a signal of the whole service. */
export type SeriesVariant = Variant | "none";

/** One recorded series: a signal of one variant. */
export interface Series {
  readonly signal: string;
  readonly variant: SeriesVariant;
  /** Name of the recording rule. */
  readonly record: string;
  /** Labels the recording rule puts on it. */
  readonly labels: Readonly<Record<string, string>>;
  /** Window it is recorded for, where that is not the signal's own. */
  readonly over: string | undefined;
  /** Expression that is recorded: never NaN; no traffic gives no sample. */
  readonly expr: string;
  /** How it is selected everywhere else. */
  readonly selector: string;
  /** Events the value rests on within the signal's window, where it rests on events. */
  readonly samples: string | undefined;
  /** For a share, the events within the window that take it above a limit, and those that take it below one. */
  readonly failures: Readonly<Record<"above" | "below", string>> | undefined;
}

/** The recorded series of a signal, baseline first. */
export function seriesOf(rollout: Rollout, environment: Environment, name: string): readonly Series[] {
  return variantsOf(signalNamed(rollout, name)).map((variant) => seriesAt(rollout, environment, name, variant));
}

/**
 * The series of a signal and variant; with `over`, what is recorded for that
 * window instead of the signal's own, by the conventional name.
 */
export function seriesAt(rollout: Rollout, environment: Environment, name: string, variant: SeriesVariant, over?: string): Series {
  const signal = signalNamed(rollout, name);
  const labels = { ...seriesLabels(rollout, environment), ...(variant === "none" ? {} : { variant }) };
  const record = over === undefined ? (signal.record[variant] ?? recordName(name, signal)) : recordName(name, signal, over);
  const narrow = matchersOf(rollout, variant);
  return {
    signal: name,
    variant,
    record,
    labels,
    over,
    expr: expression(signal, narrow, over),
    selector: selectorOf(record, labels),
    samples: events(signal, narrow, over),
    failures: failures(signal, narrow, over),
  };
}

/** The signal of a name that the definition's own check has found to exist. */
export function signalNamed(rollout: Rollout, name: string): Signal {
  const signal = rollout.signals[name];
  if (signal === undefined) throw new RangeError(`Cannot record signal "${name}": the rollout has none of that name`);
  return signal;
}

const noMatchers: Matchers = {};

/** Matchers that narrow a metric to a variant. */
export function matchersOf(rollout: Rollout, variant: SeriesVariant): Matchers {
  return variant === "none" ? noMatchers : (rollout.variants?.[variant] ?? noMatchers);
}

/** Selects exactly the series of a name and these labels, in code-unit order. */
export function selectorOf(record: string, labels: Readonly<Record<string, string>>): string {
  return selecting(record, writtenMatchers(labels));
}

/** Variants a signal is measured for. */
export function variantsOf({ variants }: Signal): readonly SeriesVariant[] {
  return variants === "both" ? ["baseline", "candidate"] : [variants];
}

/**
 * `level:metric:operations`, where the level names the label kept.
 * @see https://prometheus.io/docs/practices/rules/
 */
export function recordName(name: string, signal: Signal, over?: string): string {
  const level = signal.variants === "none" ? "rollout" : "variant";
  return `${level}:${name.replaceAll("-", "_")}:${operation(signal, over)}`;
}

function operation(signal: Signal, over?: string): string {
  switch (signal.kind) {
    case "ratio":
      return `ratio_rate${over ?? signal.window}`;
    case "quantile":
      return `p${shift(decimalOf(signal.quantile), 2).replace(".", "")}_rate${over ?? signal.window}`;
    case "mean":
      return `mean${over ?? signal.window}`;
    case "rate":
      return `rate${over ?? signal.window}`;
    case "increase":
      return `increase${over ?? signal.window}`;
    case "level":
      return signal.aggregate;
    case "quotient":
      return "ratio";
  }
}

/**
 * The signal's expression with the variant's matchers added; `over` replaces
 * its window. It is never NaN: a share of nothing is no sample, and what can
 * still be NaN (an empty histogram, an exporter that says so) is dropped by
 * comparing it with the lowest number there is.
 */
export function expression(signal: Signal, narrow: Matchers, over?: string): string {
  switch (signal.kind) {
    case "ratio": {
      const range = over ?? signal.window;
      const total = `sum(rate(${select(signal.denominator, narrow)}[${range}]))`;
      const part = `sum(rate(${select(signal.numerator, narrow)}[${range}]))`;
      return `(${part} or 0 * ${total}) / (${total} > 0)`;
    }
    case "quantile": {
      const buckets = `rate(${select(signal.histogram, narrow, "_bucket")}[${over ?? signal.window}])`;
      return number(`histogram_quantile(${decimalOf(signal.quantile)}, sum by (le) (${buckets}))`);
    }
    case "mean": {
      const range = over ?? signal.window;
      const sum = `sum(rate(${select(signal.histogram, narrow, "_sum")}[${range}]))`;
      const count = `sum(rate(${select(signal.histogram, narrow, "_count")}[${range}]))`;
      return number(`${sum} / (${count} > 0)`);
    }
    case "rate":
      return `sum(rate(${select(signal.counter, narrow)}[${over ?? signal.window}]))`;
    case "increase":
      return `sum(increase(${select(signal.counter, narrow)}[${over ?? signal.window}]))`;
    case "level":
      return number(`${signal.aggregate}(${select(signal.gauge, narrow)})`);
    case "quotient":
      return number(`sum(${select(signal.numerator, narrow)}) / (sum(${select(signal.denominator, narrow)}) > 0)`);
  }
}

function number(expr: string): string {
  return `${expr} > -Inf`;
}

/** Events that a value of the signal rests on within its window, or within `over`; `undefined` where it does not rest on events. */
export function events(signal: Signal, narrow: Matchers, over?: string): string | undefined {
  switch (signal.kind) {
    case "ratio":
      return `sum(increase(${select(signal.denominator, narrow)}[${over ?? signal.window}]))`;
    case "quantile":
    case "mean":
      return `sum(increase(${select(signal.histogram, narrow, "_count")}[${over ?? signal.window}]))`;
    case "rate":
    case "increase":
    case "level":
    case "quotient":
      return undefined;
  }
}

/**
 * Events that a share counts, which take it above a limit, and those that it
 * does not, which take it below one. Nothing counted yet is 0, where there is
 * anything to count.
 */
function failures(signal: Signal, narrow: Matchers, over?: string): Series["failures"] {
  if (signal.kind !== "ratio") return undefined;
  const range = over ?? signal.window;
  const total = `sum(increase(${select(signal.denominator, narrow)}[${range}]))`;
  const part = `sum(increase(${select(signal.numerator, narrow)}[${range}]))`;
  return { above: part, below: `${total} - (${part} or 0 * ${total})` };
}

/** What there must be more than none of for the signal to be measured: its requests, its connections. */
export function traffic(signal: Signal, narrow: Matchers): string {
  switch (signal.kind) {
    case "ratio":
      return `sum(rate(${select(signal.denominator, narrow)}[${signal.window}]))`;
    case "quantile":
    case "mean":
      return `sum(rate(${select(signal.histogram, narrow, "_count")}[${signal.window}]))`;
    case "rate":
    case "increase":
      return `sum(rate(${select(signal.counter, narrow)}[${signal.window}]))`;
    case "level":
      return `sum(${select(signal.gauge, narrow)})`;
    case "quotient":
      return `sum(${select(signal.denominator, narrow)})`;
  }
}

/** Names of the series that a signal reads. */
export function metricsOf(signal: Signal): readonly string[] {
  switch (signal.kind) {
    case "ratio":
    case "quotient":
      return [signal.numerator.metric, signal.denominator.metric];
    case "quantile":
    case "mean":
      return ["_bucket", "_sum", "_count"].map((suffix) => `${signal.histogram.metric}${suffix}`);
    case "rate":
    case "increase":
      return [signal.counter.metric];
    case "level":
      return [signal.gauge.metric];
  }
}

/** Range of a signal's rates; `undefined` for gauges, which are read as they are. */
export function windowOf(signal: Signal): string | undefined {
  return "window" in signal ? signal.window : undefined;
}

/** Writes a selector of an input metric, the variant's matchers after its own. */
export function select({ metric, where }: Selector, narrow: Matchers, suffix = ""): string {
  const [own, more] = [written(where), written(narrow)];
  return selecting(`${metric}${suffix}`, own === "" || more === "" ? own + more : `${own},${more}`);
}

/** The few matchers of a definition stand in every expression about their metric. */
const written = rememberingFor(writtenMatchers);

/** Matchers as they stand between the braces of a selector, by label. */
function writtenMatchers(matchers: Matchers): string {
  let text = "";
  for (const label of inCodeUnitOrder(Object.keys(matchers))) {
    const matcher = matchers[label];
    if (matcher !== undefined) text += `${text === "" ? "" : ","}${label}${writtenMatcher(matcher)}`;
  }
  return text;
}

function writtenMatcher(matcher: Matcher): string {
  if (typeof matcher === "string") return `=${quotePromql(matcher)}`;
  if ("oneOf" in matcher) return `=~${quotePromql(matcher.oneOf.map(escapeRe2).join("|"))}`;
  if ("startsWith" in matcher) return `=~${quotePromql(`${escapeRe2(matcher.startsWith)}.*`)}`;
  const [only, ...more] = matcher.noneOf;
  return more.length === 0 ? `!=${quotePromql(only ?? "")}` : `!~${quotePromql(matcher.noneOf.map(escapeRe2).join("|"))}`;
}
