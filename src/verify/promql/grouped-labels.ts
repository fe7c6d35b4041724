import type { Expression } from "../../base/promql-syntax/expression.ts";
import { isNumber } from "./label-shapes.ts";

/** Labels that an expression is grouped by, where an aggregation or a quantile of one says so; `undefined` where nothing does. */
export function groupedLabels(expression: Expression): readonly string[] | undefined {
  switch (expression.kind) {
    case "aggregation": {
      const { operator, grouping } = expression;
      if (["topk", "bottomk", "limitk", "limit_ratio", "count_values"].includes(operator) || grouping?.keeps === "without")
        return undefined;
      return grouping?.labels ?? [];
    }
    case "call": {
      if (expression.name !== "histogram_quantile") return undefined;
      const buckets = expression.args[1];
      return (buckets && groupedLabels(buckets))?.filter((label) => label !== "le");
    }
    case "unary":
      return groupedLabels(expression.of);
    case "binary":
      if (isNumber(expression.left)) return groupedLabels(expression.right);
      return isNumber(expression.right) ? groupedLabels(expression.left) : undefined;
    default:
      return undefined;
  }
}
