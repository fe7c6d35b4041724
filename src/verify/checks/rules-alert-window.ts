import { formatDuration } from "../../model/quantity.ts";
import type { FolderCheck } from "../check.ts";
import type { Folder } from "../folder.ts";
import type { Expression } from "../../base/promql-syntax/expression.ts";
import { everyPart } from "../../base/promql-syntax/expression.ts";
import { readExpressions } from "../promql/folder-expressions.ts";
import { prometheusDuration } from "../../base/promql-syntax/prometheus-duration.ts";
import { recordedSeries } from "../promql/recorded-series.ts";

/**
 * An alert must be able to fire, and to mean the stage, within the shortest
 * hold of the stages that have traffic.
 */
export const rulesAlertWindow: FolderCheck = {
  code: "rules-alert-window",
  scope: "folder",
  severity: "error",
  description: "alerts can fire within the shortest hold of a stage with traffic",
  supersedes: ["runbook-rules"],
  *check(folder) {
    const hold = shortestHold(folder);
    if (hold === undefined) return;
    const holds = `stage "${hold.stage}" holds only ${formatDuration(hold.seconds)}`;
    for (const { owner, expression, rule, place } of readExpressions(folder)) {
      if (rule?.alert === undefined) continue;
      const pending = rule.for === undefined ? 0 : (prometheusDuration(rule.for) ?? 0);
      if (pending >= hold.seconds) {
        yield {
          message: `${owner} waits ${rule.for ?? ""} before it fires, but ${holds}`,
          hint: "shorten for, or lengthen the hold",
          ...place,
          path: [...rule.path, "for"],
        };
        continue;
      }
      const range = longestRange(expression, folder, 0);
      if (range > hold.seconds) {
        yield {
          severity: "warning",
          message: `${owner} looks back ${formatDuration(range)}, but ${holds}, so it still judges the stages before`,
          hint: "use a shorter window, or lengthen the hold",
          ...place,
        };
      }
    }
  },
};

function shortestHold(folder: Folder): { readonly seconds: number; readonly stage: string } | undefined {
  return folder
    .resource()
    ?.spec.stages.filter(
      ({ candidatePercent, mirrorPercent, holdSeconds }) => (candidatePercent !== "0" || mirrorPercent > 0) && holdSeconds > 0,
    )
    .map(({ name, holdSeconds }) => ({ seconds: holdSeconds, stage: name }))
    .toSorted((left, right) => left.seconds - right.seconds)[0];
}

/** How far back an expression looks, through the series that it reads. */
function longestRange(expression: Expression, folder: Folder, depth: number): number {
  let longest = 0;
  for (const part of everyPart(expression)) {
    if (part.kind === "range" || part.kind === "subquery") longest = Math.max(longest, part.seconds ?? 0);
    if (part.kind !== "selector" || part.metric === undefined || depth > 3) continue;
    for (const { expression: inner } of recordedSeries(folder).get(part.metric) ?? []) {
      if (inner !== undefined) longest = Math.max(longest, longestRange(inner, folder, depth + 1));
    }
  }
  return longest;
}
