import { type Ancestry, openAncestry } from "./ancestry.ts";
import { type FileChange, readChanges } from "./read-changes.ts";
import { memoized } from "./memoized.ts";
import type { Repository } from "./repository.ts";

/** How two commits lie to each other. */
export interface Distance {
  readonly mergeBase: string | undefined;
  /** Commits of the head that the base has not. */
  readonly ahead: number;
  readonly behind: number;
}

/** A merge that was computed, not made. */
export type MergedTree = { readonly tree: string } | { readonly conflicts: readonly string[] };

/** Questions about commits, each asked of Git once. */
export interface History {
  distance(base: string, head: string): Promise<Distance>;
  /** Whether everything of `old` is part of `young`. */
  holds(young: string, old: string): Promise<boolean>;
  /** Commits of the head that the base has not, oldest first. */
  between(base: string, head: string): Promise<readonly string[]>;
  /** What merging the head into the base gives. */
  merged(base: string, head: string): Promise<MergedTree>;
  /** The files that differ, with patches. `from` may be the empty tree. */
  changes(from: string, to: string): Promise<readonly FileChange[]>;
}

/** The tree without entries. */
export const emptyTree = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";

/** Opens the history of a repository. */
export function openHistory(repository: Repository): History {
  const ancestry = openAncestry(repository);
  const distance = memoized(async (base: string, head: string): Promise<Distance> => {
    if (base === head) return { mergeBase: base, ahead: 0, behind: 0 };
    const [below, above] = await Promise.all([ancestry.of(base), ancestry.of(head)]);
    const shared = new Set([...above].filter((sha) => below.has(sha)));
    const counts = { ahead: above.size - shared.size, behind: below.size - shared.size };
    return { mergeBase: await bestOf(repository, ancestry, shared, base, head), ...counts };
  });
  return {
    distance,
    holds: async (young, old) => young === old || (await distance(young, old)).ahead === 0,
    between: memoized(async (base, head) => {
      const below = await ancestry.of(base);
      const chain: string[] = [];
      for (let here = head; !below.has(here);) {
        chain.push(here);
        const [parent, ...others] = await ancestry.parents(here);
        if (others.length > 0) return revList(repository, base, head);
        if (parent === undefined) break;
        here = parent;
      }
      return chain.toReversed();
    }),
    merged: memoized(async (base, head): Promise<MergedTree> => {
      const { mergeBase } = await distance(base, head);
      const whole = mergeBase === base ? await repository.commit(head) : mergeBase === head ? await repository.commit(base) : undefined;
      if (whole !== undefined) return { tree: whole.tree };
      const { status, stdout, stderr } = await repository.run([
        "merge-tree",
        "--write-tree",
        "--no-messages",
        "--name-only",
        "-z",
        base,
        head,
      ]);
      const [tree = "", ...conflicts] = stdout.toString("utf8").split("\0").filter(Boolean);
      if (status === 0) return { tree };
      if (status === 1) return { conflicts };
      if (stderr.includes("unrelated histories")) return { conflicts: [] };
      throw new Error(`git merge-tree: ${stderr}`);
    }),
    changes: memoized(async (from, to) => {
      const words = ["diff", "--raw", "--numstat", "-p", "-z", "-M", "--no-color", "--no-ext-diff", "--no-abbrev", from, to];
      const { status, stdout, stderr } = await repository.run(words);
      if (status !== 0) throw new Error(`git diff: ${stderr}`);
      return readChanges(stdout);
    }),
  };
}

/** The newest commit that both have; Git is asked only where there is more than one. */
async function bestOf(
  repository: Repository,
  ancestry: Ancestry,
  shared: ReadonlySet<string>,
  base: string,
  head: string,
): Promise<string | undefined> {
  const older = new Set<string>();
  for (const sha of shared) for (const parent of await ancestry.parents(sha)) older.add(parent);
  const best = [...shared].filter((sha) => !older.has(sha));
  if (best.length < 2) return best[0];
  return (await repository.run(["merge-base", base, head])).stdout.toString("latin1").trim();
}

async function revList(repository: Repository, base: string, head: string): Promise<readonly string[]> {
  const { stdout } = await repository.run(["rev-list", "--reverse", "--topo-order", `${base}..${head}`]);
  return stdout.toString("latin1").split("\n").filter(Boolean);
}
