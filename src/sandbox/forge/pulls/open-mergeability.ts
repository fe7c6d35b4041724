import type { Pull } from "../state.ts";
import type { World } from "../world.ts";
import { mergeability } from "./mergeability.ts";

/** What the API tells of merging a pull request. */
export interface ToldMergeability {
  readonly mergeable: boolean | null;
  readonly state: string;
  /** The commit that the merge would be, if it were made now. */
  readonly testMerge: string | null;
}

/** Whether a pull request merges, unless it was read too seldom since it moved for this to be known. */
export async function openMergeability(world: World, pull: Pull): Promise<ToldMergeability> {
  if (pull.state === "closed" || pull.reads <= world.settings.lag.mergeable) return { mergeable: null, state: "unknown", testMerge: null };
  const { state, tree, base } = await mergeability(world, pull);
  if (tree === undefined) return { mergeable: false, state, testMerge: null };
  const github = { name: "GitHub", email: "noreply@github.com", time: Math.floor(pull.createdAt / 1000), zone: "+0000" };
  const testMerge = await world.repository.writeCommit({
    tree,
    parents: [base, pull.headSha],
    author: github,
    committer: github,
    message: `Merge ${pull.headSha} into ${base}`,
  });
  return { mergeable: true, state, testMerge };
}
