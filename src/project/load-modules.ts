import { existsSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { UserError } from "../base/user-error.ts";
import { bundleModules } from "./bundle-modules.ts";
import { cacheFolder, freshBundle, keepBundle, keptBundle } from "./module-cache.ts";
import { withFreshCache } from "./with-fresh-cache.ts";

/**
 * Default exports of TypeScript modules, by paths relative to `root`. They are
 * bundled into one file below `node_modules/.cache/rampart`, which is used
 * again until a file that went in has changed, so that an unchanged project
 * starts without a compiler. With `fresh`, a folder that only this run fills,
 * it is made there, and used again unexamined. Throws a {@link UserError} that
 * names the file when one cannot be read or run.
 */
export async function loadModules(root: string, files: readonly string[], fresh?: string): Promise<ReadonlyMap<string, unknown>> {
  const path = fresh === undefined ? await bundleToKeep(root, files) : await bundleOnce(root, files, fresh);
  const run = await importBundle(path, root, files);
  const modules = new Map<string, unknown>();
  for (const file of files) modules.set(file, await defaultOf(file, run));
  return modules;
}

async function bundleToKeep(root: string, files: readonly string[]): Promise<string> {
  const cache = cacheFolder(root);
  const kept = keptBundle(root, cache, files);
  return kept ?? keepBundle(root, cache, files, (outfile) => bundleModules(root, files, outfile));
}

async function bundleOnce(root: string, files: readonly string[], fresh: string): Promise<string> {
  const path = freshBundle(fresh, files);
  if (!existsSync(path)) await bundleModules(root, files, path);
  return path;
}

/** What runs a module and answers its exports, by the module's path. */
type Runners = Readonly<Record<string, () => Promise<unknown>>>;

async function importBundle(path: string, root: string, files: readonly string[]): Promise<Runners> {
  try {
    const loaded: { readonly default: Runners } = await import(pathToFileURL(path).href);
    return loaded.default;
  } catch (cause) {
    const [file] = files;
    if (file === undefined) throw cause;
    if (files.length === 1) throw cannotRun(file, cause);
    // Such as an import of what a library does not export, which ends the whole file: alone, each tells its own.
    await withFreshCache(async (alone) => {
      for (const one of files) await loadModules(root, [one], alone);
    });
    throw cause;
  }
}

async function defaultOf(file: string, run: Runners): Promise<unknown> {
  try {
    return defaultIn(await run[file]?.());
  } catch (cause) {
    throw cannotRun(file, cause);
  }
}

function defaultIn(loaded: unknown): unknown {
  if (typeof loaded !== "object" || loaded === null || !("default" in loaded)) return undefined;
  const { default: exported } = loaded;
  // A file that neither imports nor exports is CommonJS to esbuild: what it then exports, as a property without a getter, is empty.
  const isModule = Object.getOwnPropertyDescriptor(loaded, "default")?.get !== undefined;
  const isEmpty = typeof exported === "object" && exported !== null && Object.keys(exported).length === 0;
  return !isModule && isEmpty ? undefined : exported;
}

function cannotRun(file: string, cause: unknown): UserError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new UserError(`Cannot run ${file}: ${reason}`, {
    cause,
    hint: "a definition is plain data: it must load without errors and without side effects",
  });
}
