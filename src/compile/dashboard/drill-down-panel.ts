import { decimalOf } from "../../base/decimal.ts";
import { codeSpan, inline, join, phrase } from "../../base/markdown.ts";
import type { Matchers } from "../../model/metric.ts";
import type { Signal } from "../../model/signal.ts";
import type { Context } from "../context.ts";
import { headings, panelId, runbookUrl } from "../conventions.ts";
import { matchersOf, select, variantsOf } from "../observability/series.ts";
import { plainText } from "./literal.ts";
import type { TimeSeriesPanel } from "./panel.ts";
import { signalUnit } from "./signal-unit.ts";

/**
 * One signal broken down by its labels, straight from the input metrics: the
 * candidate's, or where there is none of it the only side there is.
 */
export function drillDownPanel(context: Context, name: string, signal: Signal): TimeSeriesPanel {
  const { rollout, environment } = context;
  const variants = variantsOf(signal);
  const variant = variants.includes("candidate") ? "candidate" : (variants[0] ?? "none");
  const labels = join(signal.drillDown.map(codeSpan), ", ");
  const subject = variant === "none" ? codeSpan(name) : phrase`${codeSpan(name)} of the ${inline(variant)}`;
  return {
    kind: "time-series",
    id: panelId("drill-down", name),
    title: `${plainText(signal.title)} by ${signal.drillDown.join(", ")}`,
    description: phrase`Where ${subject} comes from, by ${labels}. Read from the input metrics, not from recorded series.`,
    links: [{ title: `Runbook: signal ${name}`, url: runbookUrl(rollout, environment, headings.signal(name)) }],
    width: 12,
    height: 9,
    unit: signalUnit(rollout, signal, []),
    interval: environment.prometheus.scrapeInterval,
    queries: [
      {
        expr: brokenDown(signal, matchersOf(rollout, variant)),
        legend: signal.drillDown.map((label) => `{{${label}}}`).join(" "),
      },
    ],
    limits: [],
    stepped: false,
    covers: { min: "0" },
  };
}

/** The signal's expression per value of its labels. */
function brokenDown(signal: Signal, narrow: Matchers): string {
  const by = `by (${signal.drillDown.join(", ")})`;
  const rate = (series: string) => `sum ${by} (rate(${series}[$__rate_interval]))`;
  switch (signal.kind) {
    case "ratio": {
      const total = rate(select(signal.denominator, narrow));
      return `(${rate(select(signal.numerator, narrow))} or 0 * ${total}) / (${total} > 0)`;
    }
    case "quantile": {
      const buckets = select(signal.histogram, narrow, "_bucket");
      const byBucket = `by (${["le", ...signal.drillDown].join(", ")})`;
      return `histogram_quantile(${decimalOf(signal.quantile)}, sum ${byBucket} (rate(${buckets}[$__rate_interval])))`;
    }
    case "mean":
      return `${rate(select(signal.histogram, narrow, "_sum"))} / (${rate(select(signal.histogram, narrow, "_count"))} > 0)`;
    case "rate":
      return rate(select(signal.counter, narrow));
    case "increase":
      return `sum ${by} (increase(${select(signal.counter, narrow)}[$__rate_interval]))`;
    case "level":
      return `${signal.aggregate} ${by} (${select(signal.gauge, narrow)})`;
    case "quotient":
      return `sum ${by} (${select(signal.numerator, narrow)}) / (sum ${by} (${select(signal.denominator, narrow)}) > 0)`;
  }
}
