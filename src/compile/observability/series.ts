import { escapeRe2, selector, type LabelMatcher } from "../../base/promql.ts";
import { codeUnitOrder } from "../../base/code-unit-order.ts";
import { decimalOf, shift } from "../../base/decimal.ts";
import type { Environment } from "../../model/environment.ts";
import type { Matchers } from "../../model/metric.ts";
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
  /** Expression that is recorded: never NaN; no traffic gives no sample. */
  readonly expr: string;
  /** How it is selected everywhere else. */
  readonly selector: string;
  /** Events the value rests on within the signal's window, where it rests on events. */
  readonly samples: string | undefined;
}

/** The recorded series of a signal, baseline first. */
export function seriesOf(rollout: Rollout, environment: Environment, name: string): readonly Series[] {
  const signal = rollout.signals[name];
  if (signal === undefined) throw new RangeError(`Cannot record signal "${name}": the rollout has none of that name`);
  return variantsOf(signal).map((variant): Series => {
    const labels = { ...seriesLabels(rollout, environment), ...(variant === "none" ? {} : { variant }) };
    const record = signal.record[variant] ?? recordName(name, signal);
    const narrow = variant === "none" ? {} : (rollout.variants?.[variant] ?? {});
    return {
      signal: name,
      variant,
      record,
      labels,
      expr: expression(signal, narrow),
      selector: selector(
        record,
        Object.entries(labels).map(([label, value]) => ({ label, operator: "=" as const, value })),
      ),
      samples: samples(signal, narrow),
    };
  });
}

/** Variants a signal is measured for. */
export function variantsOf({ variants }: Signal): readonly SeriesVariant[] {
  return variants === "both" ? ["baseline", "candidate"] : [variants];
}

/**
 * `level:metric:operations`, where the level names the label kept.
 * @see https://prometheus.io/docs/practices/rules/
 */
export function recordName(name: string, signal: Signal): string {
  const level = signal.variants === "none" ? "rollout" : "variant";
  return `${level}:${name.replaceAll("-", "_")}:${operation(signal)}`;
}

function operation(signal: Signal): string {
  switch (signal.kind) {
    case "ratio":
      return `ratio_rate${signal.window}`;
    case "quantile":
      return `p${shift(decimalOf(signal.quantile), 2).replace(".", "")}_rate${signal.window}`;
    case "mean":
      return `mean${signal.window}`;
    case "rate":
      return `rate${signal.window}`;
    case "increase":
      return `increase${signal.window}`;
    case "level":
      return signal.aggregate;
    case "quotient":
      return "ratio";
  }
}

/** The signal's expression with the variant's matchers added; `over` replaces its window. */
export function expression(signal: Signal, narrow: Matchers, over?: string): string {
  switch (signal.kind) {
    case "ratio": {
      const window = over ?? signal.window;
      const total = `sum(rate(${select(signal.denominator, narrow)}[${window}]))`;
      const part = `sum(rate(${select(signal.numerator, narrow)}[${window}]))`;
      return `(${part} or 0 * ${total}) / (${total} > 0)`;
    }
    case "quantile": {
      const window = over ?? signal.window;
      const buckets = select(signal.histogram, narrow, "_bucket");
      const count = select(signal.histogram, narrow, "_count");
      return `histogram_quantile(${decimalOf(signal.quantile)}, sum by (le) (rate(${buckets}[${window}]))) and on () (sum(rate(${count}[${window}])) > 0)`;
    }
    case "mean": {
      const window = over ?? signal.window;
      const sum = select(signal.histogram, narrow, "_sum");
      const count = select(signal.histogram, narrow, "_count");
      return `sum(rate(${sum}[${window}])) / (sum(rate(${count}[${window}])) > 0)`;
    }
    case "rate":
      return `sum(rate(${select(signal.counter, narrow)}[${over ?? signal.window}]))`;
    case "increase":
      return `sum(increase(${select(signal.counter, narrow)}[${over ?? signal.window}]))`;
    case "level":
      return `${signal.aggregate}(${select(signal.gauge, narrow)})`;
    case "quotient":
      return `sum(${select(signal.numerator, narrow)}) / (sum(${select(signal.denominator, narrow)}) > 0)`;
  }
}

function samples(signal: Signal, narrow: Matchers): string | undefined {
  switch (signal.kind) {
    case "ratio":
      return `sum(increase(${select(signal.denominator, narrow)}[${signal.window}]))`;
    case "quantile":
    case "mean":
      return `sum(increase(${select(signal.histogram, narrow, "_count")}[${signal.window}]))`;
    case "rate":
    case "increase":
    case "level":
    case "quotient":
      return undefined;
  }
}

/** Writes a selector of an input metric, the variant's matchers after its own. */
export function select({ metric, where }: Selector, narrow: Matchers, suffix = ""): string {
  return selector(`${metric}${suffix}`, [...labelMatchers(where), ...labelMatchers(narrow)]);
}

/** Matchers as PromQL has them, by label. */
export function labelMatchers(matchers: Matchers): readonly LabelMatcher[] {
  return Object.entries(matchers)
    .toSorted(([left], [right]) => codeUnitOrder(left, right))
    .map(([label, matcher]): LabelMatcher => {
      if (typeof matcher === "string") return { label, operator: "=", value: matcher };
      if ("oneOf" in matcher) return { label, operator: "=~", value: matcher.oneOf.map(escapeRe2).join("|") };
      if ("startsWith" in matcher) return { label, operator: "=~", value: `${escapeRe2(matcher.startsWith)}.*` };
      const [only, ...more] = matcher.noneOf;
      return more.length === 0
        ? { label, operator: "!=", value: only ?? "" }
        : { label, operator: "!~", value: matcher.noneOf.map(escapeRe2).join("|") };
    });
}
