import { mkdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { UserError } from "../../../base/user-error.ts";
import { type CommitObject, readCommit, writeCommit } from "./commit-object.ts";
import { type ObjectStore, openObjectStore } from "./object-store.ts";
import { type GitEnd, type GitInput, runGit } from "./run-git.ts";
import { type TreeEntry, readTree, writeTree } from "./tree-object.ts";

/** A bare repository on the disk. What it answers is always what the disk holds: anybody may push to it by other ways. */
export interface Repository {
  readonly folder: string;
  readonly objects: ObjectStore;
  /** Runs a Git command in the repository. */
  run(args: readonly string[], input?: GitInput): Promise<GitEnd>;
  commit(sha: string): Promise<CommitObject | undefined>;
  /** The entries of a tree, or undefined when no tree has this name. */
  tree(sha: string): Promise<readonly TreeEntry[] | undefined>;
  writeCommit(commit: CommitObject): Promise<string>;
  writeTree(entries: readonly TreeEntry[]): Promise<string>;
}

/** Opens a bare repository, and makes it where there is none. */
export async function openRepository(folder: string): Promise<Repository> {
  const known = await stat(join(folder, "HEAD")).then(
    () => true,
    () => false,
  );
  if (!known) {
    await mkdir(folder, { recursive: true });
    const { status, stderr } = await runGit(folder, ["init", "--quiet", "--bare", "--template=", "-b", "main"]);
    if (status !== 0) throw new UserError(`Cannot make a repository in ${folder}: ${stderr.trim()}`, { hint: "name an empty folder" });
  }
  const objects = openObjectStore(folder);
  return {
    folder,
    objects,
    run: (args, input) => runGit(folder, args, input),
    async commit(sha) {
      const object = await objects.read(sha);
      return object?.type === "commit" ? readCommit(object.content) : undefined;
    },
    async tree(sha) {
      const object = await objects.read(sha);
      return object?.type === "tree" ? readTree(object.content) : undefined;
    },
    writeCommit: (commit) => objects.write("commit", writeCommit(commit)),
    writeTree: (entries) => objects.write("tree", writeTree(entries)),
  };
}
