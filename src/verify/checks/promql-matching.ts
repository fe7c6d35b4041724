import type { FolderCheck } from "../check.ts";
import { eachExpression } from "../promql/folder-expressions.ts";
import { matchingFaults } from "../promql/matching-faults.ts";
import { knownSeries } from "../promql/recorded-series.ts";

/**
 * Operations between series whose labels never agree give nothing, and those
 * between a series and itself say nothing: an alert that never fires, or one
 * that reports 100 % of whatever there is.
 * @see https://prometheus.io/docs/prometheus/latest/querying/operators/#vector-matching
 */
export const promqlMatching: FolderCheck = {
  code: "promql-matching",
  scope: "folder",
  severity: "error",
  description: "both sides of an operation can have samples of the same labels",
  supersedes: ["runbook-rules"],
  check: eachExpression(({ parts }, folder) => matchingFaults(parts, knownSeries(folder))),
};
