import type { FolderCheck } from "../check.ts";
import { everyPart } from "../../base/promql-syntax/expression.ts";
import { eachExpression, excerpt } from "../promql/folder-expressions.ts";
import { counterFunctions, rangeUses } from "../promql/range-uses.ts";
import { recordedSeries } from "../promql/recorded-series.ts";

/**
 * Counters are rated one by one and then added up. In a sum, the restart of
 * one process looks like a restart of all of them, and the rate jumps.
 * @see https://www.robustperception.io/rate-then-sum-never-sum-then-rate/
 */
export const promqlRateSum: FolderCheck = {
  code: "promql-rate-sum",
  scope: "folder",
  severity: "error",
  description: "rates are taken before sums, never of sums or of recorded series",
  supersedes: ["runbook-rules"],
  check: eachExpression(function* ({ parts, source }, folder) {
    for (const { call, of } of rangeUses(parts)) {
      if (!counterFunctions.has(call.name)) continue;
      if (everyPart(of).some(({ kind }) => kind === "aggregation")) {
        yield {
          message: `${call.name}() is taken of a sum in "${excerpt(source, call)}", where one restart looks like a restart of all`,
          hint: `take it first: sum(${call.name}(…))`,
        };
      } else if (of.kind === "selector" && of.metric !== undefined && recordedSeries(folder).has(of.metric)) {
        yield {
          message: `${call.name}() is taken of "${of.metric}", which a rule records and which is no counter`,
          hint: `take ${call.name}() in the rule that records it`,
        };
      }
    }
  }),
};
