import type { LabelMatcher } from "../../base/promql.ts";
import type { FolderCheck } from "../check.ts";
import { eachExpression, type ExpressionFault } from "../promql/folder-expressions.ts";
import { special } from "../promql/accepts.ts";
import { re2Problem } from "../promql/re2-problem.ts";

/**
 * Regular expressions of matchers are of RE2, and hold for the whole value.
 * @see https://prometheus.io/docs/prometheus/latest/querying/basics/#time-series-selectors
 */
export const promqlRegexp: FolderCheck = {
  code: "promql-regexp",
  scope: "folder",
  severity: "warning",
  description: "regular expressions of matchers are valid and needed",
  supersedes: ["runbook-rules"],
  check: eachExpression(function* ({ selectors, rule }) {
    for (const { matchers } of selectors) {
      for (const matcher of matchers) {
        if (matcher.operator !== "=~" && matcher.operator !== "!~") continue;
        // Grafana puts something else there before Prometheus sees it.
        if (rule === undefined && /\$(?:\w|\{)/.test(matcher.value)) continue;
        const fault = faultOf(matcher);
        if (fault !== undefined) yield fault;
      }
    }
  }),
};

function faultOf({ label, operator, value }: LabelMatcher): ExpressionFault | undefined {
  const shown = `${label}${operator}${JSON.stringify(value)}`;
  const problem = re2Problem(value);
  if (problem !== undefined)
    return {
      severity: "error",
      message: `the regular expression of ${shown} is invalid: ${problem}`,
      hint: "correct it; Prometheus takes the syntax of RE2",
    };
  const plain = operator === "=~" ? "=" : "!=";
  if (!special.test(value))
    return { message: `${shown} has no use for a regular expression`, hint: `write ${label}${plain}${JSON.stringify(value)}` };
  if (value === ".*" && operator === "=~") return { message: `${shown} matches everything`, hint: "remove the matcher" };
  if (/^\^|(?<!\\)(?:\\\\)*\$$/.test(value))
    return { message: `the anchors of ${shown} do nothing: a matcher always holds for the whole value`, hint: "remove ^ and $" };
  return undefined;
}
