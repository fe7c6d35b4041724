import type { LabelMatcher } from "../../base/promql.ts";
import type { FolderCheck } from "../check.ts";
import type { Folder } from "../folder.ts";
import { eachExpression, excerpt } from "../promql/folder-expressions.ts";
import { recordedSeries } from "../promql/recorded-series.ts";

/**
 * Selectors say which series are meant. Without a name they touch every series
 * there is; without the rollout's own labels they mix the series of several
 * rollouts, which record under the same names.
 */
export const promqlSelector: FolderCheck = {
  code: "promql-selector",
  scope: "folder",
  severity: "warning",
  description: "selectors name a metric, and of recorded series those of this rollout",
  check: eachExpression(function* ({ selectors, source }, folder) {
    for (const selector of selectors) {
      if (selector.metric === undefined) {
        yield {
          message: `"${excerpt(source, selector)}" names no metric, so it reads every series that has such labels`,
          hint: "write the name of the metric before the braces",
        };
        continue;
      }
      const foreign = selector.metric === "ALERTS" ? selector.matchers.find((matcher) => isForeign(matcher, folder)) : undefined;
      if (foreign !== undefined) {
        yield {
          message: `"${excerpt(source, selector)}" asks for alerts of ${foreign.label} ${JSON.stringify(foreign.value.slice(0, 80))}, which is not this one`,
          hint: `write ${foreign.label}=${JSON.stringify(foreign.label === "rollout" ? folder.rollout : folder.environment)}`,
        };
      }
      const labels = recordedSeries(folder).get(selector.metric)?.[0]?.rule.labels ?? {};
      const missing = ["rollout", "environment"].filter(
        (label) => labels[label] !== undefined && !selector.matchers.some((matcher) => matcher.label === label),
      );
      if (missing.length > 0) {
        yield {
          message: `"${excerpt(source, selector)}" also reads what other rollouts record under this name: it does not say which ${missing.join(" and ")}`,
          hint: `add ${missing.map((label) => `${label}=${JSON.stringify(labels[label])}`).join(", ")}`,
        };
      }
    }
  }),
};

function isForeign({ label, operator, value }: LabelMatcher, { rollout, environment }: Folder): boolean {
  return operator === "=" && ((label === "rollout" && value !== rollout) || (label === "environment" && value !== environment));
}
