import type { Artifact } from "../artifact.ts";
import type { Context } from "../context.ts";
import { askedLimits, gateLimits, numbersOf } from "./asked-limits.ts";
import { equalLimits } from "./equal-limits.ts";
import { keptInvariants } from "./kept-invariants.ts";
import { knownMetrics } from "./known-metrics.ts";
import { readRendered } from "./rendered.ts";
import { resolvedLinks } from "./resolved-links.ts";
import { toldAlerts } from "./told-alerts.ts";
import { usedRecords } from "./used-records.ts";

/**
 * Every way in which the files of a rollout disagree; empty when they do not.
 * The files are read back rather than their common source, so that a fault of
 * a generator shows as well. What files alone can tell is judged the same way
 * again over committed files.
 */
export function closureProblems(context: Context, artifacts: readonly Artifact[]): readonly string[] {
  const rendered = readRendered(artifacts);
  const { rollout, environment } = context;
  const disagreements = [
    ...toldAlerts(Object.keys(rollout.alerts), rendered),
    ...resolvedLinks({ environment: environment.name, rollout: rollout.name }, rendered),
    ...equalLimits(gateLimits(context), rendered, numbersOf),
  ];
  return [
    ...knownMetrics(context, rendered),
    ...usedRecords(context, rendered),
    ...disagreements.map(({ message }) => message),
    ...askedLimits(context),
    ...keptInvariants(context),
  ];
}
