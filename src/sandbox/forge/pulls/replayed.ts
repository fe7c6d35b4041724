import type { Signature } from "../git/commit-object.ts";
import type { World } from "../world.ts";

/** Writes commits again on top of another, each by a merge of three trees. Returns the last, or undefined at a conflict. */
export async function replayed(world: World, base: string, commits: readonly string[], committer: Signature): Promise<string | undefined> {
  const { repository, history } = world;
  let top = base;
  for (const sha of commits) {
    const commit = await repository.commit(sha);
    const [parent, ...others] = commit?.parents ?? [];
    if (commit === undefined || parent === undefined || others.length > 0) continue;
    const [ours, before] = await Promise.all([repository.commit(top), repository.commit(parent)]);
    if (ours === undefined || before === undefined) return undefined;
    // `merge-tree --merge-base` is younger than Git 2.39: three commits made for the purpose have the same effect.
    const draft = (tree: string, parents: readonly string[]): Promise<string> =>
      repository.writeCommit({ tree, parents, author: committer, committer, message: "replay" });
    const root = await draft(before.tree, []);
    const merged = await history.merged(await draft(ours.tree, [root]), await draft(commit.tree, [root]));
    if (!("tree" in merged)) return undefined;
    if (merged.tree === ours.tree) continue;
    top = await repository.writeCommit({ tree: merged.tree, parents: [top], author: commit.author, committer, message: commit.message });
    world.state.signed.push(top);
  }
  return top;
}
