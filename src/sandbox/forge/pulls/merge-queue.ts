import type { Pull } from "../state.ts";
import type { World } from "../world.ts";
import { mergePull } from "./merge-pull.ts";
import { mergeability } from "./mergeability.ts";
import { record } from "./record.ts";

/** The pull requests that wait to be merged into a branch, first come first. */
export function queued({ state }: World, branch?: string): readonly Pull[] {
  return state.pulls
    .filter((pull) => pull.queuedAt !== null && pull.state === "open" && (branch === undefined || pull.baseRef === branch))
    .toSorted((left, right) => (left.queuedAt ?? 0) - (right.queuedAt ?? 0) || left.number - right.number);
}

/** Puts a pull request at the end of its branch's queue. */
export function enqueue(world: World, pull: Pull, by: string): void {
  pull.queuedAt = world.now();
  pull.queuedBy = by;
  pull.autoMerge = null;
  record(world, pull, "added_to_merge_queue", by);
}

/** Takes a pull request out of the queue. */
export function dequeue(world: World, pull: Pull, by: string | null): void {
  pull.queuedAt = null;
  pull.queuedBy = null;
  record(world, pull, "removed_from_merge_queue", by);
}

/** Merges the first of the queue; one that does not merge any more leaves it. Returns its number and whether it was merged. */
export async function advanceQueue(world: World): Promise<{ readonly number: number; readonly merged: boolean } | undefined> {
  const [first] = queued(world);
  if (first === undefined) return undefined;
  const { unmet, tree } = await mergeability(world, first);
  const by = first.queuedBy ?? first.user;
  const wish = { by, method: "merge", title: null, message: null } as const;
  const commit = unmet.length > 0 || tree === undefined ? undefined : await mergePull(world, first, wish);
  if (commit === undefined) dequeue(world, first, null);
  return { number: first.number, merged: commit !== undefined };
}
