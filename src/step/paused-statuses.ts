import type { NewStatus } from "../forge/forge.ts";
import type { Decision } from "./decide/decision.ts";
import { statusDescription } from "./status-description.ts";

/** Statuses for the head of a pull request that may not be merged as things are: they block it where they are required. */
export function pausedStatuses({ kind, sentence }: Decision): readonly NewStatus[] {
  const state = kind === "hold" || kind === "needs-person" || kind === "held" ? "failure" : "pending";
  return [{ context: "rampart/gates", state, description: statusDescription(sentence) }];
}
