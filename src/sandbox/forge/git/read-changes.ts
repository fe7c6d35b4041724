/** One file that differs between two trees. */
export interface FileChange {
  readonly path: string;
  /** The path before a rename. */
  readonly previousPath: string | undefined;
  readonly status: "added" | "removed" | "modified" | "renamed" | "changed";
  readonly mode: string;
  /** The blob after the change; before it, for a removed file. */
  readonly sha: string;
  readonly additions: number;
  readonly deletions: number;
  /** From the first `@@` on; undefined for binary files and mere renames. */
  readonly patch: string | undefined;
}

const statuses: Readonly<Record<string, FileChange["status"]>> = { A: "added", D: "removed", M: "modified", R: "renamed", T: "changed" };

/** Reads what `git diff --raw --numstat -p -z -M --no-abbrev` prints. */
export function readChanges(printed: Buffer): readonly FileChange[] {
  const words = printed.toString("utf8").split("\0");
  let at = 0;
  const next = (): string => words[at++] ?? "";
  const raw: Omit<FileChange, "additions" | "deletions" | "patch">[] = [];
  while (words[at]?.startsWith(":") === true) {
    const [oldMode = "", mode = "", oldSha = "", sha = "", letter = ""] = next().slice(1).split(" ");
    const status = statuses[letter.slice(0, 1)] ?? "modified";
    const first = next();
    const removed = status === "removed";
    raw.push({
      path: status === "renamed" ? next() : first,
      previousPath: status === "renamed" ? first : undefined,
      status,
      mode: removed ? oldMode : mode,
      sha: removed ? oldSha : sha,
    });
  }
  const counts = raw.map(({ status }) => {
    const [additions = "", deletions = ""] = next().split("\t");
    if (status === "renamed") at += 2;
    return { additions: Number(additions) || 0, deletions: Number(deletions) || 0 };
  });
  const patches = words
    .slice(at + 1)
    .join("\0")
    .split(/^diff --git .*\n/m)
    .slice(1);
  return raw.map((change, index) => {
    const text = patches[index] ?? "";
    const begin = text.search(/^@@ /m);
    return {
      ...change,
      ...(counts[index] ?? { additions: 0, deletions: 0 }),
      patch: begin < 0 ? undefined : text.slice(begin).replace(/\n$/, ""),
    };
  });
}
