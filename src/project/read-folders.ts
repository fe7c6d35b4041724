import type { Dirent } from "node:fs";
import { lstatSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { codeUnitOrder } from "../base/code-unit-order.ts";
import { Name } from "../model/name.ts";
import type { FolderFile } from "./folder-files.ts";
import type { Oddity } from "./oddity.ts";
import { readBounded } from "./read-bounded.ts";

/** The files of one `dist/<environment>/<rollout>/`, as they are committed. */
export interface CommittedFolder {
  readonly environment: string;
  readonly rollout: string;
  readonly files: readonly FolderFile[];
}

/** All of `dist/` that can be read, and what lies there besides. */
export interface CommittedFolders {
  readonly folders: readonly CommittedFolder[];
  readonly oddities: readonly Oddity[];
}

const plainName = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/;
const mostFiles = 256;
const mostFolders = 20_000;
const deepest = 4;

/**
 * Reads the rendered folders without trusting them: no link is followed, no
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
      const files: FolderFile[] = [];
      readInto(files, root, path, "", 1, oddities);
      if (files.length > 0) folders.push({ environment, rollout, files });
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

function readInto(files: FolderFile[], root: string, folder: string, below: string, depth: number, oddities: Oddity[]): void {
  for (const entry of entriesOf(root, `${folder}${below === "" ? "" : `/${below}`}`, oddities)) {
    const inner = below === "" ? entry.name : `${below}/${entry.name}`;
    const path = `${folder}/${inner}`;
    if (files.length >= mostFiles) {
      oddities.push({ path, kind: "irregular", problem: `is one of more than ${mostFiles} files of its folder` });
      return;
    }
    if (!entry.isDirectory() && !entry.isFile()) oddities.push(irregular(path, entry));
    else if (!plainName.test(entry.name)) oddities.push({ path, kind: "stray", problem: "has a name that no generated file can have" });
    else if (entry.isFile()) readFile(files, root, path, inner, oddities);
    else if (depth === deepest) oddities.push({ path, kind: "irregular", problem: `lies deeper than ${deepest} folders` });
    else readInto(files, root, folder, inner, depth + 1, oddities);
  }
}

function readFile(files: FolderFile[], root: string, path: string, inner: string, oddities: Oddity[]): void {
  const read = readBounded(join(root, path));
  if ("text" in read) files.push({ path: inner, content: read.text });
  else oddities.push({ path, kind: "irregular", problem: read.problem });
}

/** Entries of a folder that is really there: a link in its place has none, and is odd. */
function entriesOf(root: string, folder: string, oddities: Oddity[]): readonly Dirent[] {
  const status = lstatSync(join(root, folder), { throwIfNoEntry: false });
  if (status === undefined) return [];
  if (!status.isDirectory()) {
    oddities.push({ path: folder, kind: "irregular", problem: status.isSymbolicLink() ? "is a symbolic link" : "is not a folder" });
    return [];
  }
  return readdirSync(join(root, folder), { withFileTypes: true }).toSorted((left, right) => codeUnitOrder(left.name, right.name));
}

function irregular(path: string, entry: Dirent): Oddity {
  return { path, kind: "irregular", problem: entry.isSymbolicLink() ? "is a symbolic link" : "is a device, pipe or socket" };
}
