import type { FolderCheck } from "../check.ts";
import { eachExpression, excerpt } from "../promql/folder-expressions.ts";
import { prometheusDuration } from "../../base/promql-syntax/prometheus-duration.ts";
import { rangeUses } from "../promql/range-uses.ts";
import { recordedSeries } from "../promql/recorded-series.ts";

/**
 * Functions that need two samples get ranges in which there are two, even when
 * a scrape is late. Recorded series have a sample for each evaluation.
 * @see https://prometheus.io/docs/prometheus/latest/querying/functions/#rate
 */
export const promqlRange: FolderCheck = {
  code: "promql-range",
  scope: "folder",
  severity: "error",
  description: "ranges are at least two scrapes long",
  supersedes: ["runbook-rules"],
  check: eachExpression(function* ({ parts, source }, folder) {
    const scrape = folder.resource()?.spec.environment.scrapeIntervalSeconds;
    for (const { call, range, of } of rangeUses(parts)) {
      if (range.kind === "subquery" || range.seconds === undefined || of.kind !== "selector") continue;
      const recorded = of.metric === undefined ? undefined : recordedSeries(folder).get(of.metric)?.[0]?.rule.group.interval;
      const distance = recorded === undefined ? scrape : prometheusDuration(recorded);
      const needed = call.name.endsWith("_over_time") ? 1 : 2;
      if (distance === undefined || range.seconds >= needed * distance) continue;
      const what = recorded === undefined ? "scrape" : "evaluation";
      yield {
        message: `the range in "${excerpt(source, call)}" is shorter than ${needed === 1 ? `one ${what}` : `two ${what}s`} of ${distance}s, so it can be without a result`,
        hint: `make it at least ${needed * distance}s; ${4 * distance}s also survives a ${what} that fails`,
      };
    }
  }),
};
