import type { Artifact } from "../artifact.ts";
import type { Context } from "../context.ts";
import { equalLimits } from "./equal-limits.ts";
import { keptInvariants } from "./kept-invariants.ts";
import { knownMetrics } from "./known-metrics.ts";
import { readRendered, type Rendered } from "./rendered.ts";
import { resolvedLinks } from "./resolved-links.ts";
import { toldAlerts } from "./told-alerts.ts";
import { usedRecords } from "./used-records.ts";

const agreements: readonly ((context: Context, rendered: Rendered) => Iterable<string>)[] = [
  knownMetrics,
  usedRecords,
  toldAlerts,
  resolvedLinks,
  equalLimits,
  keptInvariants,
];

/**
 * Every way in which the files of a rollout disagree; empty when they do not.
 * The files are read back rather than their common source, so that a fault of
 * a generator shows as well.
 */
export function closureProblems(context: Context, artifacts: readonly Artifact[]): readonly string[] {
  const rendered = readRendered(artifacts);
  return agreements.flatMap((agreement) => [...agreement(context, rendered)]);
}
