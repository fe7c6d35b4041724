import type { FolderCheck } from "../check.ts";
import { comparisons, type Expression } from "../../base/promql-syntax/expression.ts";
import { eachExpression } from "../promql/folder-expressions.ts";

/** An alert fires while its expression has a sample, whatever its value: without a condition it always does. */
export const promqlComparison: FolderCheck = {
  code: "promql-comparison",
  scope: "folder",
  severity: "error",
  description: "alerts have a condition: a comparison or absent()",
  supersedes: ["runbook-rules"],
  check: eachExpression(function* ({ expression, rule }) {
    if (rule?.alert === undefined || isCondition(expression)) return;
    const bool = usesBool(expression);
    yield {
      message: bool
        ? `"bool" makes the comparison answer 0 instead of nothing, so the alert fires whenever there is data`
        : "there is no condition, so it fires whenever there is data",
      hint: bool ? 'remove "bool"' : "compare it with a limit, or use absent()",
    };
  }),
};

/** Whether an expression can have no sample although its series are there. */
function isCondition(expression: Expression): boolean {
  switch (expression.kind) {
    case "number":
    case "string":
    case "selector":
      return false;
    case "range":
    case "subquery":
    case "unary":
    case "shifted":
      return isCondition(expression.of);
    case "call":
      return (
        expression.name === "absent" ||
        expression.name === "absent_over_time" ||
        (expression.name !== "vector" && expression.args.some(isCondition))
      );
    case "aggregation":
      return expression.args.some(isCondition);
    case "binary": {
      const { operator, bool, left, right } = expression;
      if (operator === "unless") return true;
      if (operator === "or") return isCondition(left) && isCondition(right);
      if (comparisons.has(operator) && !bool) return true;
      return isCondition(left) || isCondition(right);
    }
  }
}

function usesBool(expression: Expression): boolean {
  return expression.kind === "binary" && (expression.bool || usesBool(expression.left) || usesBool(expression.right));
}
