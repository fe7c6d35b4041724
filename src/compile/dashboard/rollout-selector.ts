import type { Context } from "../context.ts";
import { seriesLabels } from "../conventions.ts";
import { selectorOf } from "../observability/series.ts";

/** Selects the series of a metric that belong to this rollout in this environment. */
export function rolloutSelector(
  { rollout, environment }: Pick<Context, "rollout" | "environment">,
  metric: string,
  more: Readonly<Record<string, string>> = {},
): string {
  return selectorOf(metric, { ...more, ...seriesLabels(rollout, environment) });
}
