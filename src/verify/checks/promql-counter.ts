import type { FolderCheck } from "../check.ts";
import type { Expression } from "../../base/promql-syntax/expression.ts";
import { parts as partsOf } from "../../base/promql-syntax/expression.ts";
import { eachExpression, excerpt } from "../promql/folder-expressions.ts";
import { metricType } from "../promql/metric-type.ts";
import { counterFunctions, gaugeFunctions, rangeUses } from "../promql/range-uses.ts";
import { recordedSeries } from "../promql/recorded-series.ts";

/**
 * A counter is asked how fast it grows, a gauge how high it is. The other way
 * round, restarts look like changes and falls like restarts.
 * @see https://prometheus.io/docs/concepts/metric_types/
 */
export const promqlCounter: FolderCheck = {
  code: "promql-counter",
  scope: "folder",
  severity: "error",
  description: "rate() and its like are over counters, delta() and its like over gauges",
  supersedes: ["runbook-rules"],
  check: eachExpression(function* ({ expression, parts, source }, folder) {
    for (const { call, of } of rangeUses(parts)) {
      if (of.kind !== "selector" || of.metric === undefined || recordedSeries(folder).has(of.metric)) continue;
      const { type, because } = metricType(folder, of.metric);
      if (counterFunctions.has(call.name) && type !== "counter") {
        yield {
          ...(type === "unknown" ? { severity: "warning" } : {}),
          message: `${call.name}() is for counters, but "${of.metric}" is ${because}`,
          hint:
            type === "gauge"
              ? "use delta() or deriv(), or the value itself"
              : `declare it in metrics with type: "counter", or use delta() if it can fall`,
        };
      }
      if (gaugeFunctions.has(call.name) && type === "counter") {
        yield {
          message: `${call.name}() is for gauges, but "${of.metric}" is ${because}: each restart would count as a fall`,
          hint: "use rate() or increase()",
        };
      }
    }
    for (const at of bareCounters(
      expression,
      (metric) => metric.endsWith("_total") || metricType(folder, metric).because === "declared as a counter",
    )) {
      yield {
        severity: "warning",
        message: `the counter "${excerpt(source, at)}" is read as it is, which says only how long the process has run`,
        hint: "put it into rate() or increase()",
      };
    }
  }),
};

/** What looks at whether a series is there, or when, rather than at its value. */
const valueless = new Set([
  "absent",
  "absent_over_time",
  "present_over_time",
  "count_over_time",
  "timestamp",
  "changes",
  "resets",
  "rate",
  "irate",
  "increase",
  "delta",
  "idelta",
  "deriv",
  "predict_linear",
]);

/** Selectors of counters whose value itself is used. */
function bareCounters(expression: Expression, isCounter: (metric: string) => boolean): readonly Expression[] {
  if (expression.kind === "selector") return expression.metric !== undefined && isCounter(expression.metric) ? [expression] : [];
  if (expression.kind === "call" && valueless.has(expression.name)) return [];
  if (expression.kind === "aggregation" && (expression.operator === "count" || expression.operator === "group")) return [];
  if (expression.kind === "binary" && (expression.operator === "and" || expression.operator === "unless"))
    return bareCounters(expression.left, isCounter);
  return partsOf(expression).flatMap((part) => bareCounters(part, isCounter));
}
