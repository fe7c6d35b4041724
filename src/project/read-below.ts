import { type Dirent, lstatSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { codeUnitOrder } from "../base/code-unit-order.ts";
import type { FilesRead } from "./files-read.ts";
import type { FolderFile } from "./folder-files.ts";
import type { Oddity } from "./oddity.ts";
import { readBounded } from "./read-bounded.ts";

const plainName = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/;
const mostFiles = 256;
const deepest = 4;

/** Reads every file of {@link listBelow}; what is not listed or not read is added to `oddities`. */
export function readBelow(
  root: string,
  folder: string,
  oddities: Oddity[],
  oddName: Pick<Oddity, "kind" | "problem">,
): readonly FolderFile[] {
  const read = readListed(root, folder, listBelow(root, folder, oddities, oddName));
  oddities.push(...read.oddities);
  return read.files;
}

/**
 * Paths of the files below a folder, without trusting what lies there: no link
 * is followed, files, folders and depth are bounded, names are plain. What is
 * left out is added to `oddities`; a file whose name is not plain as the kind
 * that the caller says.
 */
export function listBelow(root: string, folder: string, oddities: Oddity[], oddName: Pick<Oddity, "kind" | "problem">): readonly string[] {
  const paths: string[] = [];
  listInto(paths, { root, folder, oddities, oddName }, "", 1);
  return paths;
}

/** Reads files that {@link listBelow} has found, each within bounds and through no link. */
export function readListed(root: string, folder: string, paths: readonly string[]): FilesRead {
  const files: FolderFile[] = [];
  const oddities: Oddity[] = [];
  for (const path of paths) {
    const read = readBounded(join(root, folder, path));
    if ("text" in read) files.push({ path, content: read.text });
    else oddities.push({ path: `${folder}/${path}`, kind: "irregular", problem: read.problem });
  }
  return { files, oddities };
}

interface Walk {
  readonly root: string;
  readonly folder: string;
  readonly oddities: Oddity[];
  readonly oddName: Pick<Oddity, "kind" | "problem">;
}

function listInto(paths: string[], walk: Walk, below: string, depth: number): void {
  const { root, folder, oddities, oddName } = walk;
  for (const entry of entriesOf(root, below === "" ? folder : `${folder}/${below}`, oddities)) {
    const inner = below === "" ? entry.name : `${below}/${entry.name}`;
    const path = `${folder}/${inner}`;
    if (paths.length >= mostFiles) {
      oddities.push({ path, kind: "irregular", problem: `is one of more than ${mostFiles} files of its folder` });
      return;
    }
    if (!entry.isDirectory() && !entry.isFile()) oddities.push(irregular(path, entry));
    else if (!plainName.test(entry.name)) oddities.push({ path, ...oddName });
    else if (entry.isFile()) paths.push(inner);
    else if (depth === deepest) oddities.push({ path, kind: "irregular", problem: `lies deeper than ${deepest} folders` });
    else listInto(paths, walk, inner, depth + 1);
  }
}

/** Entries of a folder that is really there: a link in its place has none, and is odd. */
export function entriesOf(root: string, folder: string, oddities: Oddity[]): readonly Dirent[] {
  const status = lstatSync(join(root, folder), { throwIfNoEntry: false });
  if (status === undefined) return [];
  if (!status.isDirectory()) {
    oddities.push({ path: folder, kind: "irregular", problem: status.isSymbolicLink() ? "is a symbolic link" : "is not a folder" });
    return [];
  }
  return readdirSync(join(root, folder), { withFileTypes: true }).toSorted((left, right) => codeUnitOrder(left.name, right.name));
}

/** What is neither a file nor a folder. */
export function irregular(path: string, entry: Dirent): Oddity {
  return { path, kind: "irregular", problem: entry.isSymbolicLink() ? "is a symbolic link" : "is a device, pipe or socket" };
}
