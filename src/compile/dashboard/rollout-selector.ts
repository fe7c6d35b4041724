import { selector, type LabelMatcher } from "../../base/promql.ts";
import type { Context } from "../context.ts";
import { seriesLabels } from "../conventions.ts";

/** Selects the series of a metric that belong to this rollout in this environment. */
export function rolloutSelector(
  { rollout, environment }: Pick<Context, "rollout" | "environment">,
  metric: string,
  more: Readonly<Record<string, string>> = {},
): string {
  const labels = Object.entries({ ...more, ...seriesLabels(rollout, environment) });
  return selector(
    metric,
    labels.map(([label, value]): LabelMatcher => ({ label, operator: "=", value })),
  );
}
