import { nearest } from "../../base/nearest.ts";
import type { Metric } from "../metric.ts";
import { problemAt, type Problem } from "../problem.ts";
import type { Rollout } from "../rollout.ts";
import type { Selector, Signal } from "../signal.ts";

/** Signals of metrics of the wrong type, with labels that are not declared, or of sides that are not told apart. */
export function* signals(rollout: Rollout): Generator<Problem> {
  const [split] = Object.entries(rollout.signals).find(([, { variants }]) => variants !== "none") ?? [];
  if (split !== undefined && rollout.variants === undefined) {
    yield problemAt(
      ["variants"],
      `is missing: signal "${split}" measures baseline or candidate apart`,
      'add variants: { baseline: …, candidate: … }, or give the signal variants: "none"',
    );
  }
  for (const [name, signal] of Object.entries(rollout.signals)) {
    const path = ["signals", name];
    for (const { key, selector, type } of selectors(signal)) {
      const metric = rollout.metrics[selector.metric];
      if (metric === undefined) continue;
      if (metric.type !== type) {
        yield problemAt(
          [...path, key, "metric"],
          `expected a ${type}, but "${selector.metric}" is a ${metric.type}`,
          `name a ${type}, or change the signal's kind`,
        );
      }
      const narrow = signal.variants === "none" ? {} : { ...rollout.variants?.baseline, ...rollout.variants?.candidate };
      for (const label of [...Object.keys(selector.where), ...Object.keys(narrow), ...signal.drillDown]) {
        if (metric.labels.includes(label)) continue;
        const meant = nearest(label, metric.labels);
        yield problemAt(
          [...path, key],
          `uses label "${label}", which metric "${selector.metric}" does not have`,
          meant === undefined ? `add it to metrics.${selector.metric}.labels, or remove it` : `did you mean "${meant}"?`,
        );
      }
    }
  }
}

interface TypedSelector {
  readonly key: string;
  readonly selector: Selector;
  readonly type: Metric["type"];
}

function selectors(signal: Signal): readonly TypedSelector[] {
  switch (signal.kind) {
    case "ratio":
      return [
        { key: "numerator", selector: signal.numerator, type: "counter" },
        { key: "denominator", selector: signal.denominator, type: "counter" },
      ];
    case "quantile":
    case "mean":
      return [{ key: "histogram", selector: signal.histogram, type: "histogram" }];
    case "rate":
    case "increase":
      return [{ key: "counter", selector: signal.counter, type: "counter" }];
    case "level":
      return [{ key: "gauge", selector: signal.gauge, type: "gauge" }];
    case "quotient":
      return [
        { key: "numerator", selector: signal.numerator, type: "gauge" },
        { key: "denominator", selector: signal.denominator, type: "gauge" },
      ];
  }
}
