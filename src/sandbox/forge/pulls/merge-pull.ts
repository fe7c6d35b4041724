import type { Signature } from "../git/commit-object.ts";
import { moveRef, refSha } from "../git/refs.ts";
import type { Pull } from "../state.ts";
import type { World } from "../world.ts";
import { accountEmail } from "../shapes/user.ts";
import { record } from "./record.ts";
import { replayed } from "./replayed.ts";
import { closePull } from "./close-pull.ts";
import { headRef } from "./head-ref.ts";

/** How a pull request is to be merged. */
export interface MergeWish {
  readonly by: string;
  readonly method: "merge" | "squash" | "rebase";
  readonly title: string | null;
  readonly message: string | null;
}

/** Merges a pull request on its base. Returns the commit, or undefined when the two do not merge or the base has moved meanwhile. */
export async function mergePull(world: World, pull: Pull, wish: MergeWish): Promise<string | undefined> {
  const ref = `refs/heads/${pull.baseRef}`;
  const base = await refSha(world.repository, ref);
  if (base === undefined) return undefined;
  const commit = await mergeCommit(world, pull, base, wish);
  if (commit === undefined || (await moveRef(world.repository, ref, base, commit)) !== undefined) return undefined;
  record(world, pull, "merged", wish.by, { commit });
  closePull(world, pull, wish.by);
  pull.mergedAt = world.now();
  pull.mergedBy = wish.by;
  pull.mergeCommit = commit;
  pull.baseSha = base;
  world.state.pushedAt = world.now();
  if (world.settings.deleteBranchOnMerge) await moveRef(world.repository, headRef(world, pull), pull.headSha, undefined);
  return commit;
}

/** Writes the commit that the base becomes, without moving it. */
async function mergeCommit(world: World, pull: Pull, base: string, wish: MergeWish): Promise<string | undefined> {
  const committer = signature(world, "GitHub", "noreply@github.com");
  const commits = await world.history.between(base, pull.headSha);
  if (wish.method === "rebase") return replayed(world, base, commits, committer);
  const merged = await world.history.merged(base, pull.headSha);
  if (!("tree" in merged)) return undefined;
  const merge = wish.method === "merge";
  const author = merge ? wish.by : pull.user;
  const sha = await world.repository.writeCommit({
    tree: merged.tree,
    parents: merge ? [base, pull.headSha] : [base],
    author: signature(world, author, accountEmail(author)),
    committer,
    message: merge ? mergeMessage(pull, wish) : await squashMessage(world, pull, wish, commits),
  });
  world.state.signed.push(sha);
  return sha;
}

function mergeMessage(pull: Pull, { title, message }: MergeWish): string {
  const first = title ?? `Merge pull request #${pull.number} from ${pull.headOwner}/${pull.headRef}`;
  const rest = message ?? pull.title;
  return rest === "" ? first : `${first}\n\n${rest}`;
}

async function squashMessage(world: World, pull: Pull, wish: MergeWish, commits: readonly string[]): Promise<string> {
  const said = await Promise.all(commits.map(async (sha) => (await world.repository.commit(sha))?.message.trim() ?? ""));
  const [only = ""] = said;
  const first = wish.title ?? `${said.length === 1 ? (only.split("\n")[0] ?? "") : pull.title} (#${pull.number})`;
  const rest =
    wish.message ?? (said.length === 1 ? only.split("\n").slice(1).join("\n").trim() : said.map((one) => `* ${one}`).join("\n\n"));
  return rest === "" ? first : `${first}\n\n${rest}`;
}

function signature(world: World, name: string, email: string): Signature {
  return { name, email, time: Math.floor(world.now() / 1000), zone: "+0000" };
}
