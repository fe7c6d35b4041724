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
  const found: RangeUse[] = [];
  for (const call of parts) {
    if (call.kind !== "call") continue;
    for (const argument of call.args) {
      const range = unshifted(argument);
      if (range.kind === "range" || range.kind === "subquery") found.push({ call, range, of: unshifted(range.of) });
    }
  }
  return found;
}

function unshifted(expression: Expression): Expression {
  let inner = expression;
  while (inner.kind === "shifted") inner = inner.of;
  return inner;
}
