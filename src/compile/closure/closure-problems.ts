import { readPromql, type PromqlReading } from "../../base/read-promql.ts";
import type { Artifact } from "../artifact.ts";
import type { Context } from "../context.ts";
import { askedLimits, gateLimits } from "./asked-limits.ts";
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
  const read = remembering();
  const numbers = (expr: string): readonly string[] => {
    const reading = read(expr);
    return "problem" in reading ? [] : reading.numbers;
  };
  const disagreements = [
    ...toldAlerts(Object.keys(rollout.alerts), rendered),
    ...resolvedLinks({ environment: environment.name, rollout: rollout.name }, rendered),
    ...equalLimits(gateLimits(context), rendered, numbers),
  ];
  return [
    ...knownMetrics(context, rendered, read),
    ...usedRecords(context, rendered, read),
    ...disagreements.map(({ message }) => message),
    ...askedLimits(context, numbers),
    ...keptInvariants(context),
  ];
}

/** Several agreements look into the same expressions; each is read once. */
function remembering(): (expr: string) => PromqlReading {
  const known = new Map<string, PromqlReading>();
  return (expr) => {
    const found = known.get(expr) ?? readPromql(expr);
    known.set(expr, found);
    return found;
  };
}
