import type { FolderCheck } from "../check.ts";
import { eachExpression, excerpt } from "../promql/folder-expressions.ts";
import { notANumber } from "../promql/not-a-number.ts";

/**
 * What is divided by nothing is NaN. It is greater than no limit and smaller
 * than none, so an alert on it stays silent and an average over it is gone.
 * Panels are left out: there it is a gap.
 */
export const promqlNan: FolderCheck = {
  code: "promql-nan",
  scope: "folder",
  severity: "warning",
  description: "rules have no sample rather than NaN when there is no traffic",
  check: eachExpression(function* ({ expression, source, rule }) {
    const culprit = rule === undefined ? undefined : notANumber(expression);
    if (culprit === undefined) return;
    const shown = excerpt(source, culprit);
    yield culprit.kind === "call"
      ? { message: `"${shown}" is NaN while there are no observations`, hint: "append > -Inf, which drops NaN" }
      : { message: `"${shown}" is NaN or infinite while its divisor is 0`, hint: "divide by (… > 0), so that there is no sample then" };
  }),
};
