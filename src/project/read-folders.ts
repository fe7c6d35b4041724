import { Name } from "../model/name.ts";
import type { Oddity } from "./oddity.ts";
import type { FilesRead } from "./files-read.ts";
import { entriesOf, irregular, listBelow, readListed } from "./read-below.ts";

/** One `dist/<environment>/<rollout>/`, as it is committed. */
interface CommittedFolder {
  readonly environment: string;
  readonly rollout: string;
  /** `dist/production/checkout`. */
  readonly path: string;
  /** Paths of its files, below it. */
  readonly paths: readonly string[];
  /** Reads its files: a fleet's texts need not all be held at once. */
  readonly read: () => FilesRead;
}

/** The folders of `dist/` that hold files, and what lies there besides. */
export interface CommittedFolders {
  readonly folders: readonly CommittedFolder[];
  readonly oddities: readonly Oddity[];
}

const mostFolders = 20_000;
const oddName = { kind: "stray", problem: "has a name that no generated file can have" } as const;

/**
 * Finds the rendered folders without trusting them: no link is followed, no
 * file over 4 MiB is read, and names must be such as Rampart writes.
 */
export function readFolders(root: string): CommittedFolders {
  const folders: CommittedFolder[] = [];
  const oddities: Oddity[] = [];
  for (const environment of foldersIn(root, "dist", oddities)) {
    for (const rollout of foldersIn(root, `dist/${environment}`, oddities)) {
      const path = `dist/${environment}/${rollout}`;
      if (folders.length >= mostFolders) {
        oddities.push({ path, kind: "irregular", problem: `is one of more than ${mostFolders} folders` });
        return { folders, oddities };
      }
      const paths = listBelow(root, path, oddities, oddName);
      if (paths.length > 0) folders.push({ environment, rollout, path, paths, read: () => readListed(root, path, paths) });
    }
  }
  return { folders, oddities };
}

/** Names of the folders directly below one, which must be DNS labels; anything else there is odd. */
function foldersIn(root: string, folder: string, oddities: Oddity[]): readonly string[] {
  return entriesOf(root, folder, oddities).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) {
      if (Name.safeParse(entry.name).success) return [entry.name];
      oddities.push({ path, kind: "stray", problem: "is not named as an environment or rollout can be" });
    } else {
      oddities.push(entry.isFile() ? { path, kind: "stray", problem: "lies outside the folders of rollouts" } : irregular(path, entry));
    }
    return [];
  });
}
