import { type Dirent, lstatSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { codeUnitOrder } from "../base/code-unit-order.ts";
import { UserError } from "../base/user-error.ts";

/** One file that should be in a folder. */
export interface FolderFile {
  /** Path below the folder, with `/`. */
  readonly path: string;
  readonly content: string;
}

/** How a folder on disk differs from what it should be. */
export interface Difference {
  /** Path below the output root, with `/`. */
  readonly path: string;
  readonly kind: "missing" | "changed" | "stale";
}

/** Compares a folder below `out` with the files it should have, both ways. Symlinks and special files are refused. */
export function compareFolder(out: string, folder: string, files: readonly FolderFile[]): readonly Difference[] {
  refuseSymlinks(out, folder);
  const found = new Set(listFiles(join(out, folder)));
  const wanted = new Set(files.map(({ path }) => path));
  const differences: Difference[] = [];
  for (const { path, content } of files) {
    if (!found.has(path)) differences.push({ path: `${folder}/${path}`, kind: "missing" });
    else if (readFileSync(join(out, folder, path), "utf8") !== content) differences.push({ path: `${folder}/${path}`, kind: "changed" });
  }
  for (const path of found) {
    if (!wanted.has(path)) differences.push({ path: `${folder}/${path}`, kind: "stale" });
  }
  return differences.toSorted((left, right) => codeUnitOrder(left.path, right.path));
}

/** Regular files below a folder, by path with `/`; none where there is no folder. */
export function listFiles(folder: string): readonly string[] {
  return entriesOf(folder).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return listFiles(path).map((inner) => `${entry.name}/${inner}`);
    if (entry.isFile()) return [entry.name];
    throw new UserError(`Cannot use "${path}": expected a regular file or a folder, not a symbolic link or a device`, {
      hint: "remove it; a rendered tree holds regular files only",
    });
  });
}

function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).toSorted((left, right) => codeUnitOrder(left.name, right.name));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
}

/** Throws when a part of `out/folder` is a symbolic link, by which a write could leave the tree. */
export function refuseSymlinks(out: string, folder: string): void {
  for (let path = folder; path !== "."; path = dirname(path)) refuseSymlink(join(out, path));
  refuseSymlink(out);
}

function refuseSymlink(path: string): void {
  if (lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true) {
    throw new UserError(`Cannot use "${path}": it is a symbolic link, and a rendered tree may not lead elsewhere`, {
      hint: "replace the link by a folder, or choose another --out",
    });
  }
}
