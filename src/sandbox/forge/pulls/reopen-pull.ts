import { refSha } from "../git/refs.ts";
import { invalid } from "../refusal.ts";
import type { Pull } from "../state.ts";
import type { World } from "../world.ts";
import { headRef } from "./head-ref.ts";
import { record } from "./record.ts";

/** Opens a closed pull request again, where GitHub lets one: not after a merge, and not when its branch is gone or was rewritten. */
export async function reopenPull(world: World, pull: Pull, by: string): Promise<void> {
  if (pull.mergedAt !== null) throw refused("Cannot reopen a merged pull request.");
  const head = await refSha(world.repository, headRef(world, pull));
  const base = await refSha(world.repository, `refs/heads/${pull.baseRef}`);
  if (head === undefined || base === undefined) throw refused(`state cannot be changed. The ${pull.headRef} branch has been deleted.`);
  if (head !== pull.headSha && !(await world.history.holds(head, pull.headSha)))
    throw refused(`state cannot be changed. The ${pull.headRef} branch was force-pushed or recreated.`);
  const twin = world.state.pulls.some(
    (one) =>
      one !== pull &&
      one.state === "open" &&
      one.headRef === pull.headRef &&
      one.headOwner === pull.headOwner &&
      one.baseRef === pull.baseRef,
  );
  if (twin) throw refused("state cannot be changed. There is already an open pull request for this branch.");
  if (await world.history.holds(base, head)) throw refused("state cannot be changed. There are no new commits.");
  pull.state = "open";
  pull.closedAt = null;
  pull.closedBy = null;
  record(world, pull, "reopened", by);
}

function refused(message: string): Error {
  return invalid({ resource: "PullRequest", code: "custom", field: "state", message });
}
