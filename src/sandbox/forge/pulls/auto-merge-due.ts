import type { World } from "../world.ts";
import { enqueue } from "./merge-queue.ts";
import { mergePull } from "./merge-pull.ts";
import { mergeability } from "./mergeability.ts";

/** Merges the pull requests that were armed and lack nothing any more, or puts them into the queue of their branch. */
export async function autoMergeDue(world: World): Promise<void> {
  for (const pull of world.state.pulls) {
    const armed = pull.autoMerge;
    if (armed === null || pull.state !== "open") continue;
    const { state } = await mergeability(world, pull);
    if (state !== "clean" && state !== "unstable") continue;
    if (world.settings.protection[pull.baseRef]?.queue === true) enqueue(world, pull, armed.by);
    else await mergePull(world, pull, { by: armed.by, method: armed.method, title: armed.title, message: armed.message });
  }
}
