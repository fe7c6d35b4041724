import { brokenLimit } from "./broken-limit.ts";
import { closedNow } from "./closed-now.ts";
import type { Decision } from "./decision.ts";
import { entryOpen } from "./entry-open.ts";
import type { Facts } from "./facts.ts";
import { gatesOpen } from "./gates-open.ts";
import { goOn } from "./go-on.ts";
import { holdRunning } from "./hold-running.ts";
import { imageChanged } from "./image-changed.ts";
import type { Rule } from "./rule.ts";
import { takenBack } from "./taken-back.ts";
import { unrecorded } from "./unrecorded.ts";

/** What takes it down comes first, so that nothing can stand in its way. */
const down: readonly Rule[] = [brokenLimit, unrecorded, imageChanged];

/** What keeps it from going up: the first that has something to say is told. */
const up: readonly Rule[] = [takenBack, entryOpen, closedNow, holdRunning, gatesOpen];

/**
 * What is to be done about a rollout in an environment, now. Pure and total:
 * the same facts give the same decision, and every fact has one.
 * `docs/step.md` tells the order and why it is this one.
 */
export function decide(facts: Facts): Decision {
  const { positions, position } = facts.context;
  const isDone = position.index === positions.length - 1;
  return first(down, facts) ?? (isDone ? undefined : first(up, facts)) ?? goOn(facts);
}

function first(rules: readonly Rule[], facts: Facts): Decision | undefined {
  for (const rule of rules) {
    const decision = rule(facts);
    if (decision !== undefined) return decision;
  }
  return undefined;
}
