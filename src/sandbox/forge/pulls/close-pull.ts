import type { Pull } from "../state.ts";
import type { World } from "../world.ts";
import { record } from "./record.ts";

/** Closes a pull request. */
export function closePull(world: World, pull: Pull, by: string | null): void {
  pull.state = "closed";
  pull.closedAt = world.now();
  pull.updatedAt = world.now();
  pull.closedBy = by;
  pull.autoMerge = null;
  pull.queuedAt = null;
  record(world, pull, "closed", by);
}
