import type { Call, Expression, Range, Subquery } from "../../base/promql-syntax/expression.ts";

/** Functions that say how fast a counter grows. */
export const counterFunctions: ReadonlySet<string> = new Set(["rate", "irate", "increase"]);
/** Functions that are for values which go up and down. */
export const gaugeFunctions: ReadonlySet<string> = new Set(["delta", "idelta", "deriv", "predict_linear"]);

/** A function over a range, with the range. */
export interface RangeUse {
  readonly call: Call;
  readonly range: Range | Subquery;
  /** What is looked at over the range. */
  readonly of: Expression;
}

/** Every function over a range among the parts of an expression. */
export function rangeUses(parts: readonly Expression[]): readonly RangeUse[] {
  return parts.flatMap((call) => {
    if (call.kind !== "call") return [];
    return call.args.flatMap((argument) => {
      const range = unshifted(argument);
      return range.kind === "range" || range.kind === "subquery" ? [{ call, range, of: unshifted(range.of) }] : [];
    });
  });
}

function unshifted(expression: Expression): Expression {
  let inner = expression;
  while (inner.kind === "shifted") inner = inner.of;
  return inner;
}
