import type { Pull } from "../state.ts";
import type { World } from "../world.ts";

/** The full name of the ref that is a branch of the repository or of one of its forks. */
export function branchRef(world: World, owner: string, branch: string): string {
  return owner.toLowerCase() === world.settings.owner.toLowerCase() ? `refs/heads/${branch}` : `refs/forks/${owner}/heads/${branch}`;
}

/** The ref that a pull request's head is. */
export function headRef(world: World, pull: Pick<Pull, "headOwner" | "headRef">): string {
  return branchRef(world, pull.headOwner, pull.headRef);
}
