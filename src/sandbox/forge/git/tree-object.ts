/** One line of a tree. */
export interface TreeEntry {
  /** As the API writes it, with six digits: `100644`, `040000`. */
  readonly mode: string;
  readonly name: string;
  readonly sha: string;
}

/** The mode of a folder. */
export const treeMode = "040000";

/** What an entry of a mode is. */
export function entryType(mode: string): "blob" | "tree" | "commit" {
  return mode === treeMode ? "tree" : mode === "160000" ? "commit" : "blob";
}

/** Reads the bytes of a tree object. */
export function readTree(content: Buffer): readonly TreeEntry[] {
  const entries: TreeEntry[] = [];
  for (let at = 0; at < content.length;) {
    const space = content.indexOf(32, at);
    const end = content.indexOf(0, space);
    entries.push({
      mode: content.toString("latin1", at, space).padStart(6, "0"),
      name: content.toString("utf8", space + 1, end),
      sha: content.toString("hex", end + 1, end + 21),
    });
    at = end + 21;
  }
  return entries;
}

/** The bytes of a tree object, its entries in Git's order: folders sort as if their names ended in "/". */
export function writeTree(entries: readonly TreeEntry[]): Buffer {
  const keyed = entries.map((entry) => ({ entry, key: Buffer.from(entry.mode === treeMode ? `${entry.name}/` : entry.name, "utf8") }));
  return Buffer.concat(
    keyed
      .toSorted((left, right) => Buffer.compare(left.key, right.key))
      .flatMap(({ entry }) => [Buffer.from(`${entry.mode.replace(/^0/, "")} ${entry.name}\0`, "utf8"), Buffer.from(entry.sha, "hex")]),
  );
}
