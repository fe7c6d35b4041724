import { comparisons, type Binary, type Expression } from "../../base/promql-syntax/expression.ts";

/** Functions whose result is a number whatever they are given. */
const alwaysNumbers = new Set(["absent", "absent_over_time", "present_over_time", "count_over_time", "timestamp", "time", "vector"]);
const quantiles = new Set(["histogram_quantile", "histogram_quantiles", "histogram_fraction", "histogram_avg"]);

/** The part of an expression that can make it NaN or infinite: a division by 0, a quantile of nothing. */
export function notANumber(expression: Expression): Expression | undefined {
  switch (expression.kind) {
    case "number":
    case "string":
    case "selector":
      return undefined;
    case "range":
    case "subquery":
    case "unary":
    case "shifted":
      return notANumber(expression.of);
    case "call":
      if (quantiles.has(expression.name)) return expression;
      return alwaysNumbers.has(expression.name) ? undefined : first(expression.args);
    case "aggregation":
      return expression.operator === "count" || expression.operator === "group" ? undefined : first(expression.args);
    case "binary":
      return inOperation(expression);
  }
}

function inOperation(binary: Binary): Expression | undefined {
  const { operator, bool, left, right } = binary;
  if (operator === "and" || operator === "unless") return notANumber(left);
  // NaN is neither more nor less than anything, so a comparison drops it; but it does differ from everything.
  if (comparisons.has(operator) && !bool && operator !== "!=") return undefined;
  if ((operator === "/" || operator === "%") && !isNotZero(right)) return binary;
  return first([left, right]);
}

function first(expressions: readonly Expression[]): Expression | undefined {
  for (const expression of expressions) {
    const found = notANumber(expression);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Whether every sample is certainly something other than 0. */
function isNotZero(expression: Expression): boolean {
  return (
    isPositive(expression) ||
    (expression.kind === "binary" && expression.operator === "!=" && isZero(expression.right)) ||
    (expression.kind === "number" && expression.value !== 0)
  );
}

const monotonous = new Set(["sum", "min", "max", "avg", "topk", "bottomk", "quantile", "limitk", "limit_ratio"]);

/** Whether every sample is certainly more than 0. */
function isPositive(expression: Expression): boolean {
  switch (expression.kind) {
    case "number":
      return expression.value > 0;
    case "string":
    case "selector":
    case "unary":
      return false;
    case "range":
    case "subquery":
    case "shifted":
      return isPositive(expression.of);
    case "aggregation": {
      if (expression.operator === "count" || expression.operator === "group") return true;
      const of = expression.args.at(-1);
      return monotonous.has(expression.operator) && of !== undefined && isPositive(of);
    }
    case "call": {
      const [value, bound] = expression.args;
      if (expression.name === "time" || expression.name === "pi" || expression.name === "count_over_time") return true;
      if (expression.name === "clamp_min") return bound !== undefined && isPositive(bound);
      return (expression.name === "scalar" || expression.name === "vector") && value !== undefined && isPositive(value);
    }
    case "binary":
      return isPositiveOperation(expression);
  }
}

function isPositiveOperation({ operator, bool, left, right }: Binary): boolean {
  switch (operator) {
    case ">":
      return !bool && (isZero(right) || isPositive(right) || isPositive(left));
    case ">=":
    case "==":
      return !bool && (isPositive(right) || isPositive(left));
    case "<":
    case "<=":
    case "!=":
      return !bool && isPositive(left);
    case "and":
    case "unless":
      return isPositive(left);
    case "or":
    case "+":
    case "*":
    case "/":
      return isPositive(left) && isPositive(right);
    default:
      return false;
  }
}

function isZero(expression: Expression): boolean {
  return expression.kind === "number" && expression.value === 0;
}
