import type { Repository } from "./repository.ts";
import { type TreeEntry, treeMode } from "./tree-object.ts";

/** A change of one path: an entry to put there, or nothing to take it away. */
export interface TreeEdit {
  readonly path: string;
  readonly entry: { readonly mode: string; readonly sha: string } | undefined;
}

/** A path that cannot be changed as asked. */
export interface TreeProblem {
  readonly path: string;
  readonly reason: "missing" | "twice";
}

type Outcome = { readonly sha: string } | { readonly problem: TreeProblem };

/** Writes the tree that a tree becomes by edits. Folders that end up empty vanish; a file in the way of a folder is replaced. */
export async function editTree(repository: Repository, base: string | undefined, edits: readonly TreeEdit[]): Promise<Outcome> {
  const outcome = await edited(
    repository,
    base,
    edits.map(({ path, entry }) => ({ path, rest: path.split("/"), entry })),
  );
  return "problem" in outcome ? outcome : { sha: await repository.writeTree(outcome.entries) };
}

interface Below extends TreeEdit {
  readonly rest: readonly string[];
}

async function edited(
  repository: Repository,
  base: string | undefined,
  edits: readonly Below[],
): Promise<{ readonly entries: readonly TreeEntry[] } | { readonly problem: TreeProblem }> {
  const entries = new Map(((base === undefined ? undefined : await repository.tree(base)) ?? []).map((entry) => [entry.name, entry]));
  const groups = new Map<string, Below[]>();
  for (const edit of edits) {
    const name = edit.rest[0] ?? "";
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [edit]);
    else group.push(edit);
  }
  for (const [name, group] of groups) {
    const own = group.find(({ rest }) => rest.length === 1);
    const old = entries.get(name);
    if (own !== undefined) {
      if (group.length > 1) return { problem: { path: own.path, reason: "twice" } };
      if (own.entry !== undefined) entries.set(name, { name, ...own.entry });
      else if (!entries.delete(name)) return { problem: { path: own.path, reason: "missing" } };
      continue;
    }
    const below = await edited(
      repository,
      old?.mode === treeMode ? old.sha : undefined,
      group.map((edit) => ({ ...edit, rest: edit.rest.slice(1) })),
    );
    if ("problem" in below) return below;
    if (below.entries.length === 0) entries.delete(name);
    else entries.set(name, { name, mode: treeMode, sha: await repository.writeTree(below.entries) });
  }
  return { entries: [...entries.values()] };
}
