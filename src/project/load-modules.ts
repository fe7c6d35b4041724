import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { BuildFailure } from "esbuild";
import { codeUnitOrder } from "../base/code-unit-order.ts";
import { sha256 } from "../base/sha256.ts";
import { UserError } from "../base/user-error.ts";
import { cacheFolder, digestOf, modulesPointer, readManifest, type Manifest } from "./module-cache.ts";

/**
 * Bundles TypeScript modules and imports them. What was bundled is kept below
 * `node_modules/.cache/rampart`, keyed by the content of every file that went
 * in, so that an unchanged project starts without a compiler.
 */
export interface Loaded {
  /** Default export of each module, by its path relative to the root. */
  readonly modules: ReadonlyMap<string, unknown>;
  /** Files the modules were made of, relative to the root, with their SHA-256. */
  readonly inputs: Readonly<Record<string, string>>;
}

/** Loads modules by paths relative to `root`; `cache` is where bundles are kept and looked for. Throws a {@link UserError} that names the file when one cannot be read or run. */
export async function loadModules(root: string, files: readonly string[], cache = cacheFolder(root)): Promise<Loaded> {
  const pointer = modulesPointer(cache, files);
  const manifest = readManifest(root, cache, files) ?? (await bundle(root, files, cache, pointer));
  const modules = new Map<string, unknown>();
  for (const file of files) {
    modules.set(file, await run(file, join(cache, manifest.key, outputOf(file))));
  }
  return { modules, inputs: manifest.inputs };
}

function outputOf(file: string): string {
  return file.replace(/\.ts$/, ".mjs");
}

async function bundle(root: string, files: readonly string[], cache: string, pointer: string): Promise<Manifest> {
  const { build } = await import("esbuild");
  const result = await build({
    absWorkingDir: root,
    entryPoints: [...files],
    outbase: root,
    outdir: join(cache, "out"),
    outExtension: { ".js": ".mjs" },
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20",
    alias: { rampart: entryPoint() },
    banner: { js: 'import { createRequire as requireOf } from "node:module"; const require = requireOf(import.meta.url);' },
    sourcemap: "inline",
    sourcesContent: false,
    metafile: true,
    write: false,
    logLevel: "silent",
  }).catch((failure: unknown) => {
    throw syntaxError(failure);
  });
  const names = Object.keys(result.metafile.inputs)
    .map((name) => relative(root, resolve(root, name)))
    .toSorted(codeUnitOrder);
  const inputs = Object.fromEntries(names.map((name) => [name, digestOf(resolve(root, name)) ?? ""]));
  const key = sha256(JSON.stringify([inputs, files])).slice(0, 24);
  const staging = join(cache, `staging-${process.pid}`);
  rmSync(staging, { recursive: true, force: true });
  for (const output of result.outputFiles) {
    const path = join(staging, relative(join(cache, "out"), output.path));
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, output.contents);
  }
  settle(staging, join(cache, key));
  const manifest = { key, inputs };
  writeFileSync(`${pointer}.${process.pid}`, JSON.stringify(manifest));
  renameSync(`${pointer}.${process.pid}`, pointer);
  return manifest;
}

/** Moves a finished folder into place; another process that was faster has made the same one. */
function settle(staging: string, folder: string): void {
  if (existsSync(folder)) rmSync(staging, { recursive: true, force: true });
  else renameSync(staging, folder);
}

/** The module that `import … from "rampart"` means, whatever is installed beside the project. */
function entryPoint(): string {
  const extension = import.meta.url.endsWith(".ts") ? "ts" : "js";
  return fileURLToPath(new URL(`../index.${extension}`, import.meta.url));
}

async function run(file: string, path: string): Promise<unknown> {
  try {
    const loaded: unknown = await import(pathToFileURL(path).href);
    return typeof loaded === "object" && loaded !== null && "default" in loaded ? loaded.default : undefined;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new UserError(`Cannot run ${file}: ${reason}`, {
      cause,
      hint: "a definition is plain data: it must load without errors and without side effects",
    });
  }
}

function syntaxError(failure: unknown): unknown {
  if (!isBuildFailure(failure)) return failure;
  const [first] = failure.errors;
  if (first === undefined) return failure;
  const { location, text } = first;
  const where = location === null ? "a definition" : `${location.file}:${location.line}:${location.column + 1}`;
  return new UserError(`Cannot read ${where}: ${text}`, { cause: failure, hint: "correct the file; `tsc --noEmit` shows all such errors" });
}

function isBuildFailure(failure: unknown): failure is BuildFailure {
  return failure instanceof Error && "errors" in failure && Array.isArray(failure.errors);
}
