import { existsSync, lstatSync, mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { sha256 } from "../base/sha256.ts";
import { listFiles } from "./folder-files.ts";
import { cacheFolder, digestOf } from "./module-cache.ts";
import { projectFiles } from "./project-files.ts";
import { fingerprint, treeDigest } from "./warm-check.ts";

/** Folders that checks read, beside what compiling rests on. */
const judged = ["policies", "schemas"];

/** What a run has printed, and how it ended. */
export interface Printed {
  readonly plain: string;
  readonly colored: string;
  readonly code: number;
}

/**
 * What verify has printed on this machine of exactly these files on the same
 * day. Never to be asked where a change is judged for others: a checkout may
 * bring notes of its own.
 */
export function printedBefore(root: string, now: Date): Printed | undefined {
  const path = notePath(root, now);
  if (path === undefined || !existsSync(path)) return undefined;
  const note: unknown = JSON.parse(readFileSync(path, "utf8"));
  if (!Array.isArray(note)) return undefined;
  const [digest, plain, colored, code]: readonly unknown[] = note;
  if (typeof plain !== "string" || typeof colored !== "string" || typeof code !== "number") return undefined;
  return digest === treeDigest(join(root, "dist")) ? { plain, colored, code } : undefined;
}

/** Notes what a run has printed. A cache that cannot be written is done without. */
export function rememberPrinted(root: string, now: Date, { plain, colored, code }: Printed): void {
  const path = notePath(root, now);
  if (path === undefined) return;
  try {
    mkdirSync(cacheFolder(root), { recursive: true });
    writeFileSync(`${path}.${process.pid}`, JSON.stringify([treeDigest(join(root, "dist")), plain, colored, code]));
    renameSync(`${path}.${process.pid}`, path);
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error;
  }
}

/** Silences end and freezes begin with a day; decisions of people end within one, so nothing is noted of them. All else follows from the files. */
function notePath(root: string, now: Date): string | undefined {
  const { overrides, stops, confirmations } = projectFiles(root);
  if (overrides.length + stops.length > 0) return undefined;
  if (["environments", "dist", ...judged].some((folder) => hasLinks(join(root, folder)))) return undefined;
  const compiled = fingerprint(root);
  if (compiled === undefined) return undefined;
  const rules = judged.flatMap((folder) => listFiles(join(root, folder)).map((path) => `${folder}/${path}`));
  const files = [...rules, ...confirmations].map((path) => [path, digestOf(join(root, path))]);
  const print = sha256(JSON.stringify([now.toISOString().slice(0, 10), compiled, files]));
  return join(cacheFolder(root), `verified-${print.slice(0, 32)}`);
}

/** A link is a finding, wherever it leads; what was printed where none was says nothing of it. */
function hasLinks(folder: string): boolean {
  const status = lstatSync(folder, { throwIfNoEntry: false });
  if (status === undefined) return false;
  if (!status.isDirectory()) return true;
  return readdirSync(folder, { withFileTypes: true, recursive: true }).some((entry) => !entry.isFile() && !entry.isDirectory());
}
