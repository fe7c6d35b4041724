import { refSha } from "../git/refs.ts";
import type { Pull } from "../state.ts";
import type { World } from "../world.ts";
import { autoMergeDue } from "./auto-merge-due.ts";
import { closePull } from "./close-pull.ts";
import { headRef } from "./head-ref.ts";
import { dequeue } from "./merge-queue.ts";
import { record } from "./record.ts";
import { keepHead } from "./keep-head.ts";

/**
 * Brings the open pull requests up to what Git holds, whoever wrote it: heads
 * follow their branches, a branch that is gone closes, a head that the base
 * has taken in counts as merged. Then merges what was only waiting.
 */
export async function settle(world: World): Promise<void> {
  const open = world.state.pulls.filter(({ state }) => state === "open");
  await Promise.all(open.map((pull) => follow(world, pull)));
  await autoMergeDue(world);
}

async function follow(world: World, pull: Pull): Promise<void> {
  const [head, base] = await Promise.all([
    refSha(world.repository, headRef(world, pull)),
    refSha(world.repository, `refs/heads/${pull.baseRef}`),
  ]);
  if (head === undefined || base === undefined) {
    if (head === undefined) record(world, pull, "head_ref_deleted", null);
    return closePull(world, pull, null);
  }
  const pushed = head !== pull.headSha;
  const advanced = base !== pull.baseTip;
  if (pushed) {
    if (!(await world.history.holds(head, pull.headSha))) record(world, pull, "head_ref_force_pushed", null);
    pull.headSha = head;
    pull.baseSha = base;
    pull.updatedAt = world.now();
    if (pull.queuedAt !== null) dequeue(world, pull, null);
    if (world.settings.protection[pull.baseRef]?.dismissStale === true) dismissApprovals(world, pull);
    await keepHead(world, pull);
  }
  if (!pushed && !advanced) return;
  pull.baseTip = base;
  pull.reads = 0;
  if (!(await world.history.holds(base, head))) return;
  closePull(world, pull, null);
  if (pushed) return;
  pull.mergedAt = world.now();
  pull.mergedBy = pull.user;
  pull.mergeCommit = base;
}

function dismissApprovals(world: World, pull: Pull): void {
  for (const review of world.state.reviews) {
    if (review.pull === pull.number && review.state === "APPROVED") review.state = "DISMISSED";
  }
}
