import { alerts } from "./contradictions/alerts.ts";
import { gates } from "./contradictions/gates.ts";
import { guide } from "./contradictions/guide.ts";
import { signals } from "./contradictions/signals.ts";
import { stages, variables } from "./contradictions/stages.ts";
import type { Problem } from "./problem.ts";
import type { Rollout } from "./rollout.ts";

const sections: readonly ((rollout: Rollout) => Iterable<Problem>)[] = [signals, gates, alerts, stages, variables, guide];

/** What no single field can tell: parts of a rollout that contradict each other or cannot be. */
export function contradictions(rollout: Rollout): readonly Problem[] {
  return sections.flatMap((section) => [...section(rollout)]);
}
