import { sha256 } from "../../base/sha256.ts";
import type { MovingDecision } from "../decide/decision.ts";

const actions = {
  advance: "advance",
  finish: "advance",
  "clean-up": "cleanup",
  "roll-back": "rollback",
  restart: "restart",
  resume: "resume",
} as const satisfies Record<MovingDecision["kind"] | "resume", string>;

/** GitHub takes no longer one. */
const longest = 50;

/** Labels by which pull requests of steps, and those that let a rollout go on, are found and filtered. */
export function labelsOf(kind: MovingDecision["kind"] | "resume", environment: string): readonly string[] {
  const own = `rampart/${environment}`;
  return ["rampart", own.length <= longest ? own : `${own.slice(0, longest - 9)}-${sha256(own).slice(0, 8)}`, `rampart/${actions[kind]}`];
}
