import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { sha256 } from "../base/sha256.ts";
import { ownTemporaryFolder } from "./own-temporary-folder.ts";

/** What was bundled: the folder of the outputs, and every input with its digest. */
export interface Manifest {
  readonly key: string;
  readonly inputs: Readonly<Record<string, string>>;
}

/**
 * Where a project's derived files are kept: below `node_modules`, else in a
 * temporary folder that only this user can write to, as what is kept there is
 * run. Never committed.
 */
export function cacheFolder(root: string): string {
  const modules = join(root, "node_modules");
  return existsSync(modules) ? join(modules, ".cache", "rampart") : ownTemporaryFolder(`rampart-${sha256(root).slice(0, 16)}`);
}

/** The file that says what these modules were last bundled to. */
export function modulesPointer(cache: string, files: readonly string[]): string {
  return join(cache, `modules-${sha256(files.join("\0")).slice(0, 16)}.json`);
}

/** What these modules were bundled to, if every file that went in is still the same. */
export function readManifest(root: string, cache: string, files: readonly string[]): Manifest | undefined {
  const pointer = modulesPointer(cache, files);
  const manifest = existsSync(pointer) ? parseManifest(readFileSync(pointer, "utf8")) : undefined;
  if (manifest === undefined || !existsSync(join(cache, manifest.key))) return undefined;
  return Object.entries(manifest.inputs).every(([file, digest]) => digestOf(resolve(root, file)) === digest) ? manifest : undefined;
}

/** SHA-256 of a file's bytes; `undefined` when there is no such file. */
export function digestOf(path: string): string | undefined {
  return existsSync(path) ? sha256(readFileSync(path)) : undefined;
}

/** By hand and not by schema: a warm start must not load one. */
function parseManifest(text: string): Manifest | undefined {
  const value: unknown = JSON.parse(text);
  if (typeof value !== "object" || value === null || !("key" in value) || !("inputs" in value)) return undefined;
  const { key, inputs } = value;
  if (typeof key !== "string" || !/^[0-9a-f]+$/.test(key) || typeof inputs !== "object" || inputs === null) return undefined;
  const entries = Object.entries(inputs).flatMap(([file, digest]) => (typeof digest === "string" ? [[file, digest] as const] : []));
  return { key, inputs: Object.fromEntries(entries) };
}
