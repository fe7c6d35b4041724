import { readPromql } from "../../base/read-promql.ts";
import { remembering } from "../../base/remembering.ts";
import type { Artifact } from "../artifact.ts";
import type { Context } from "../context.ts";
import { askedLimits, gateLimits } from "./asked-limits.ts";
import { equalLimits } from "./equal-limits.ts";
import { keptInvariants } from "./kept-invariants.ts";
import { knownMetrics } from "./known-metrics.ts";
import { readRendered, type Rendered } from "./rendered.ts";
import { resolvedLinks } from "./resolved-links.ts";
import { toldAlerts } from "./told-alerts.ts";
import { usedRecords } from "./used-records.ts";

/**
 * Every way in which the files of a rollout disagree; empty when they do not.
 * The files are read back rather than their common source, so that a fault of
 * a generator shows as well; `read` is what they were read as, where somebody
 * has read the same texts before. What files alone can tell is judged the same
 * way again over committed files.
 */
export function closureProblems(context: Context, artifacts: readonly Artifact[], read?: Rendered): readonly string[] {
  const rendered = read ?? readRendered(artifacts);
  const { rollout, environment } = context;
  // Several agreements look into the same expressions.
  const reading = remembering(readPromql);
  const numbers = (expr: string): readonly string[] => {
    const found = reading(expr);
    return "problem" in found ? [] : found.numbers;
  };
  const disagreements = [
    ...toldAlerts(Object.keys(rollout.alerts), rendered),
    ...resolvedLinks({ environment: environment.name, rollout: rollout.name }, rendered),
    ...equalLimits(gateLimits(context), rendered, numbers),
  ];
  return [
    ...knownMetrics(context, rendered, reading),
    ...usedRecords(context, rendered, reading),
    ...disagreements.map(({ message }) => message),
    ...askedLimits(context, numbers),
    ...keptInvariants(context),
  ];
}
