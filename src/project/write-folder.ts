import { existsSync, linkSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { compareFolder, type Difference, type FolderFile } from "./folder-files.ts";

const staged = ".rampart-new";
const replaced = ".rampart-old";

/**
 * Makes a folder below `out` hold exactly these files, all or nothing: the new
 * folder is built beside the old one, unchanged files as hard links, and then
 * takes its place. Killed at any moment, no reader ever finds a mixture, and
 * the next run makes it whole; after a loss of power, the lock's digests tell
 * what the disk has lost. Returns what was different before.
 */
export function writeFolder(out: string, folder: string, files: readonly FolderFile[]): readonly Difference[] {
  removeLeftovers(out, folder);
  const differences = compareFolder(out, folder, files);
  if (differences.length === 0) return differences;
  const target = join(out, folder);
  const fresh = `${target}${staged}`;
  const old = `${target}${replaced}`;
  const renewed = new Set(differences.map(({ path }) => path));
  mkdirSync(fresh, { recursive: true });
  for (const { path, content } of files) {
    const place = join(fresh, path);
    mkdirSync(dirname(place), { recursive: true });
    if (renewed.has(`${folder}/${path}`)) writeFileSync(place, content, { flag: "wx" });
    else linkSync(join(target, path), place);
  }
  if (existsSync(target)) renameSync(target, old);
  renameSync(fresh, target);
  rmSync(old, { recursive: true, force: true });
  return differences;
}

/** Removes a folder below `out` that no rollout has any more. */
export function removeFolder(out: string, folder: string): readonly Difference[] {
  removeLeftovers(out, folder);
  const differences = compareFolder(out, folder, []);
  rmSync(join(out, folder), { recursive: true, force: true });
  return differences;
}

/** What a run that was killed has left; the folder itself is rendered anew anyway. */
function removeLeftovers(out: string, folder: string): void {
  for (const suffix of [staged, replaced]) rmSync(`${join(out, folder)}${suffix}`, { recursive: true, force: true });
}

/** Names of folders directly below one, without what a killed run has left. */
export function foldersBelow(path: string): readonly string[] {
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && ![staged, replaced].some((suffix) => basename(entry.name).endsWith(suffix)))
    .map(({ name }) => name);
}
