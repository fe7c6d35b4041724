import { UserError } from "../../base/user-error.ts";
import { seriesLabels } from "../conventions.ts";
import { holdOf } from "./gate-query.ts";
import { sidesOf, type Judgement } from "./judgement.ts";
import { kept } from "./limit.ts";
import type { RecordingRule } from "./rule.ts";
import type { Subject } from "./subject.ts";

/** Name of the readiness series where the definition gives none. */
export const readinessRecord = "rollout:ready_for_traffic:bool";

/** What is held against its limit for the readiness series, by gate. */
export function readinessJudgements(subject: Subject): ReadonlyMap<string, Judgement> {
  const { rollout } = subject;
  const judgements = new Map<string, Judgement>();
  for (const name of rollout.readiness?.gates ?? []) {
    const gate = rollout.gates[name];
    if (gate === undefined || !("signal" in gate)) {
      throw new UserError(
        `Cannot record the readiness of "${rollout.name}": gate "${name}"${gate === undefined ? " does not exist" : ` of kind "${gate.kind}" has no series`}`,
        {
          hint: "name only gates of kind limit, delta, objective or comparison in readiness.gates",
        },
      );
    }
    judgements.set(name, holdOf(subject, name, gate));
  }
  return judgements;
}

/**
 * The series that is 1 exactly when every gate it names is within its hold
 * limit at this moment. Without data for any of them it is 0, never absent.
 */
export function readinessRule(subject: Subject): RecordingRule | undefined {
  const { rollout, environment } = subject;
  if (rollout.readiness === undefined) return undefined;
  const factors = [...readinessJudgements(subject).values()].map((judgement) => `min(${kept(judgement.limit, sidesOf(judgement))})`);
  return {
    record: rollout.readiness.record ?? readinessRecord,
    expr: `${factors.join(" * ")} or vector(0)`,
    labels: seriesLabels(rollout, environment),
  };
}
