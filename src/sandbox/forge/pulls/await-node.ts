import { refusal } from "../refusal.ts";
import { pullNodeId } from "../shapes/pull.ts";
import type { Pull } from "../state.ts";
import type { World } from "../world.ts";

/** Refuses what comes too soon after a pull request was made, as long as the forge's lag says so. */
export function awaitNode(world: World, pull: Pull): void {
  if (world.calls() - pull.bornAt > world.settings.lag.node) return;
  throw refusal(422, `Could not resolve to a node with the global id of '${pullNodeId(pull)}'.`);
}
