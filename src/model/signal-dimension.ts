import type { Metric } from "./metric.ts";
import type { Dimension } from "./quantity.ts";
import type { Signal } from "./signal.ts";

/** What an amount held against a signal must measure. */
export function signalDimension(signal: Signal, metrics: Readonly<Record<string, Metric>>): Dimension {
  switch (signal.kind) {
    case "ratio":
      return "percent";
    case "quantile":
    case "mean":
      return metricDimension(metrics[signal.histogram.metric]);
    case "level":
      return metricDimension(metrics[signal.gauge.metric]);
    case "rate":
      return "rate";
    case "increase":
      return "number";
    case "quotient":
      return signal.unit;
  }
}

function metricDimension(metric: Metric | undefined): Dimension {
  switch (metric?.unit) {
    case "seconds":
      return "duration";
    case "bytes":
      return "bytes";
    case "ratio":
      return "percent";
    case "none":
    case undefined:
      return "number";
  }
}
