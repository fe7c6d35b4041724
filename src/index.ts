/** What definitions are written with. The compiler is in `rampart/compile`. */
export { defineEnvironment, Environment } from "./model/environment.ts";
export { defineRollout, Rollout, type RolloutDefinition } from "./model/rollout.ts";
