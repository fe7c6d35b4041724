import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { sha256 } from "../base/sha256.ts";
import { ownTemporaryFolder } from "./own-temporary-folder.ts";

/** What was bundled: what tells this bundle from others, and every input with its digest. */
interface Manifest {
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

/** The bundle of these modules in a folder that one run alone fills, where it is or may be made. */
export function freshBundle(folder: string, files: readonly string[]): string {
  return join(folder, `${nameOf(files)}.mjs`);
}

/** The bundle of these modules that was kept, if every file that went in is still the same. */
export function keptBundle(root: string, cache: string, files: readonly string[]): string | undefined {
  const manifest = readManifest(root, cache, files);
  return manifest && bundlePath(cache, manifest);
}

/** Keeps a bundle: `make` writes it to a file and answers what went in, relative to the root. Nobody sees half of one. */
export async function keepBundle(
  root: string,
  cache: string,
  files: readonly string[],
  make: (outfile: string) => Promise<readonly string[]>,
): Promise<string> {
  mkdirSync(cache, { recursive: true });
  const staging = join(cache, `staging-${randomUUID()}`);
  const names = await make(`${staging}.mjs`);
  const inputs = Object.fromEntries(names.map((name) => [name, digestOf(resolve(root, name)) ?? ""]));
  const manifest: Manifest = { key: sha256(JSON.stringify([inputs, nameOf(files)])).slice(0, 24), inputs };
  const path = bundlePath(cache, manifest);
  renameSync(`${staging}.mjs`, path);
  writeFileSync(`${staging}.json`, JSON.stringify(manifest));
  renameSync(`${staging}.json`, pointerTo(cache, files));
  return path;
}

/** What these modules were bundled to, if every file that went in is still the same. */
export function readManifest(root: string, cache: string, files: readonly string[]): Manifest | undefined {
  const pointer = pointerTo(cache, files);
  const manifest = existsSync(pointer) ? parseManifest(readFileSync(pointer, "utf8")) : undefined;
  if (manifest === undefined || !existsSync(bundlePath(cache, manifest))) return undefined;
  return Object.entries(manifest.inputs).every(([file, digest]) => digestOf(resolve(root, file)) === digest) ? manifest : undefined;
}

/** SHA-256 of a file's bytes; `undefined` when there is no such file. */
export function digestOf(path: string): string | undefined {
  return existsSync(path) ? sha256(readFileSync(path)) : undefined;
}

function bundlePath(cache: string, { key }: Manifest): string {
  return join(cache, `${key}.mjs`);
}

/** The file that says what these modules were last bundled to. */
function pointerTo(cache: string, files: readonly string[]): string {
  return join(cache, `${nameOf(files)}.json`);
}

/** A bundle with a map for stacks is another than the one without. */
function nameOf(files: readonly string[]): string {
  return `modules-${sha256([process.sourceMapsEnabled, ...files].join("\0")).slice(0, 16)}`;
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
