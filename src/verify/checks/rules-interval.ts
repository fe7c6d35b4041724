import type { FolderCheck } from "../check.ts";
import { prometheusDuration } from "../../base/promql-syntax/prometheus-duration.ts";
import { renderedFolder } from "../rendered-folder.ts";

/** Prometheus forgets a sample after so many seconds. */
const lookback = 300;

/**
 * A series that is recorded less often than every five minutes has gaps, as
 * Prometheus looks back no further; one that is recorded more often than it is
 * scraped says the same again.
 * @see https://prometheus.io/docs/prometheus/latest/querying/basics/#staleness
 */
export const rulesInterval: FolderCheck = {
  code: "rules-interval",
  scope: "folder",
  severity: "error",
  description: "rules are evaluated as often as their samples last, and no more often than they change",
  *check(folder) {
    const scrape = folder.resource()?.spec.environment.scrapeIntervalSeconds;
    for (const { name, interval, path } of renderedFolder(folder).groups) {
      const seconds = interval === undefined ? undefined : prometheusDuration(interval);
      const place = { file: `${folder.path}/rules.yaml`, path: interval === undefined ? path : [...path, "interval"] };
      if (interval === undefined) {
        yield {
          severity: "warning",
          message: `Group "${name}" has no interval, so it depends on how Prometheus is set up`,
          hint: "set the interval of the environment",
          ...place,
        };
      } else if (seconds !== undefined && seconds >= lookback) {
        yield {
          message: `Group "${name}" is evaluated every ${interval}, but a sample is forgotten after ${lookback / 60}m`,
          hint: "set environment.prometheus.evaluationInterval to less than 5m",
          ...place,
        };
      } else if (seconds === 0) {
        yield { message: `Group "${name}" has an interval of 0`, hint: "set environment.prometheus.evaluationInterval", ...place };
      } else if (seconds !== undefined && scrape !== undefined && seconds < scrape / 2) {
        yield {
          severity: "warning",
          message: `Group "${name}" is evaluated every ${interval}, more than twice as often as there are new samples (${scrape}s)`,
          hint: "set environment.prometheus.evaluationInterval to the scrape interval",
          ...place,
        };
      }
    }
  },
};
