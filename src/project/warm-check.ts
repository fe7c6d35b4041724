import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { codeUnitOrder } from "../base/code-unit-order.ts";
import { sha256 } from "../base/sha256.ts";
import { listFiles } from "./folder-files.ts";
import { cacheFolder, digestOf, readManifest } from "./module-cache.ts";
import { packageRoot } from "./package-root.ts";
import { projectFiles } from "./project-files.ts";
import { readTemplates } from "./read-templates.ts";

/**
 * Digest of everything a compile of the whole project rests on: definitions and
 * what they import, states, ledgers, templates, and this build of Rampart.
 * `undefined` when that is not known without compiling.
 */
export function fingerprint(root: string): string | undefined {
  const build = digestOf(fileURLToPath(new URL("lib/build-id", packageRoot)));
  const { environments, rollouts, config, states, ledgers } = projectFiles(root);
  const manifest = build === undefined ? undefined : readManifest(root, cacheFolder(root), [...environments, ...rollouts, ...config]);
  if (manifest === undefined) return undefined;
  const data = [...states, ...ledgers].map((file) => [file, digestOf(join(root, file))]);
  return sha256(JSON.stringify([build, process.version, manifest, data, [...readTemplates(root)]]));
}

/** Notes that `out` is what the fingerprint compiles to. A cache that cannot be written is done without. */
export function rememberClean(root: string, out: string, print: string): void {
  const path = notePath(root, print);
  try {
    mkdirSync(cacheFolder(root), { recursive: true });
    writeFileSync(`${path}.${process.pid}`, treeDigest(out));
    renameSync(`${path}.${process.pid}`, path);
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error;
  }
}

/** Whether `out` is byte for byte what the fingerprint was last compiled to. */
export function isKnownClean(root: string, out: string, print: string): boolean {
  const path = notePath(root, print);
  return existsSync(path) && readFileSync(path, "utf8") === treeDigest(out);
}

function notePath(root: string, print: string): string {
  return join(cacheFolder(root), `clean-${print.slice(0, 32)}`);
}

/** Digest of every file below a folder, by path and content. */
export function treeDigest(out: string): string {
  return sha256(
    listFiles(out)
      .toSorted(codeUnitOrder)
      .map((path) => `${path}\0${digestOf(join(out, path)) ?? ""}\n`)
      .join(""),
  );
}
