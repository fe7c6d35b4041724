import type { Repository } from "./repository.ts";
import { type TreeEntry, treeMode } from "./tree-object.ts";

/** An entry with its path from the root. */
export interface WalkedEntry extends TreeEntry {
  readonly path: string;
}

/** The entries of a tree; with `deep` also those of the folders below, a folder before its files. */
export async function walkTree(repository: Repository, tree: string, deep: boolean, prefix = ""): Promise<readonly WalkedEntry[]> {
  const found: WalkedEntry[] = [];
  for (const entry of (await repository.tree(tree)) ?? []) {
    const path = prefix + entry.name;
    found.push({ ...entry, path });
    if (deep && entry.mode === treeMode) found.push(...(await walkTree(repository, entry.sha, true, `${path}/`)));
  }
  return found;
}

/** What stands at a path below a tree; an empty path is the tree itself. */
export async function entryAt(repository: Repository, tree: string, path: string): Promise<WalkedEntry | undefined> {
  let here: WalkedEntry = { mode: treeMode, name: "", sha: tree, path: "" };
  for (const name of path.split("/").filter(Boolean)) {
    const below = here.mode === treeMode ? await repository.tree(here.sha) : undefined;
    const entry = below?.find((one) => one.name === name);
    if (entry === undefined) return undefined;
    here = { ...entry, path: here.path === "" ? name : `${here.path}/${name}` };
  }
  return here;
}
