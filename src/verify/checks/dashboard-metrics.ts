import { nearest } from "../../base/nearest.ts";
import type { FolderCheck } from "../check.ts";
import type { Folder } from "../folder.ts";
import { eachExpression, readExpressions } from "../promql/folder-expressions.ts";
import { recordedSeries } from "../promql/recorded-series.ts";
import { perFolder } from "../per-folder.ts";

/** Panels ask for what there is: series that are recorded here, and metrics that the rollout declares or its rules read. */
export const dashboardMetrics: FolderCheck = {
  code: "dashboard-metrics",
  scope: "folder",
  severity: "error",
  description: "panels ask only for series that are recorded or declared",
  check: eachExpression(function* ({ selectors, rule }, folder) {
    if (rule !== undefined) return;
    const known = knownMetrics(folder);
    for (const metric of new Set(selectors.map((selector) => selector.metric))) {
      if (metric === undefined || known.has(metric)) continue;
      const meant = metric.length < 128 && known.size < 1_000 ? nearest(metric, known) : undefined;
      yield {
        message: `"${metric}" is asked for, but no rule records it and the rollout does not declare it`,
        hint: meant === undefined ? "declare it in metrics, or ask for something else" : `did you mean "${meant}"?`,
      };
    }
  }),
};

const knownMetrics = perFolder((folder: Folder): ReadonlySet<string> => {
  const inputs = readExpressions(folder).flatMap(({ rule, selectors }) =>
    rule === undefined ? [] : selectors.flatMap(({ metric }) => metric ?? []),
  );
  const declared = folder.resource()?.spec.metrics ?? [];
  const parts = declared.flatMap(({ name, type }) =>
    type === "histogram" ? [`${name}_bucket`, `${name}_sum`, `${name}_count`, name] : [name],
  );
  return new Set(["ALERTS", "ALERTS_FOR_STATE", ...recordedSeries(folder).keys(), ...inputs, ...parts]);
});
