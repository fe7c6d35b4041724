import { createRequire } from "node:module";
import { relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { BuildFailure } from "esbuild";
import { codeUnitOrder } from "../base/code-unit-order.ts";
import { UserError } from "../base/user-error.ts";

/** Name that messages know the text by which holds the modules together. */
const entryName = "all-modules.mjs";

/**
 * Writes one ES module whose default export has a function for each of the
 * modules, by its path relative to `root`, that runs it and answers its exports.
 * A module is run when first asked for, and what it throws is its own. Answers
 * the files that went in, relative to `root`. It carries a map where Node has
 * been told to use maps for stacks. Throws a {@link UserError} that names the
 * place of a syntax error.
 */
export async function bundleModules(root: string, files: readonly string[], outfile: string): Promise<readonly string[]> {
  const { metafile } = await esbuild()
    .build({
      absWorkingDir: root,
      stdin: { contents: entryOf(files), resolveDir: root, sourcefile: entryName },
      outfile,
      bundle: true,
      format: "esm",
      platform: "node",
      target: "node20",
      alias: { rampart: entryPoint() },
      banner: { js: 'import { createRequire as requireOf } from "node:module"; const require = requireOf(import.meta.url);' },
      sourcemap: process.sourceMapsEnabled && "inline",
      sourcesContent: false,
      metafile: true,
      logLevel: "silent",
    })
    .catch((failure: unknown) => {
      throw syntaxError(failure);
    });
  return Object.keys(metafile.inputs)
    .filter((name) => name !== entryName)
    .map((name) => relative(root, resolve(root, name)))
    .toSorted(codeUnitOrder);
}

/** By `require`: `import` would first read all of its text for the names that it exports, which takes longer than running it. */
function esbuild(): typeof import("esbuild") {
  return createRequire(import.meta.url)("esbuild");
}

/** A module that is imported dynamically is put into the bundle as a function of its own. */
function entryOf(files: readonly string[]): string {
  const members = files.map((file) => `  ${JSON.stringify(file)}: () => import(${JSON.stringify(`./${file}`)}),\n`);
  return `export default {\n${members.join("")}};\n`;
}

/** The module that `import … from "rampart"` means, whatever is installed beside the project. */
function entryPoint(): string {
  const extension = import.meta.url.endsWith(".ts") ? "ts" : "js";
  return fileURLToPath(new URL(`../index.${extension}`, import.meta.url));
}

function syntaxError(failure: unknown): unknown {
  if (!isBuildFailure(failure)) return failure;
  const [first] = failure.errors;
  if (first === undefined) return failure;
  const { location, text } = first;
  const where =
    location === null || location.file === entryName ? "a definition" : `${location.file}:${location.line}:${location.column + 1}`;
  return new UserError(`Cannot read ${where}: ${text}`, { cause: failure, hint: "correct the file; `tsc --noEmit` shows all such errors" });
}

function isBuildFailure(failure: unknown): failure is BuildFailure {
  return failure instanceof Error && "errors" in failure && Array.isArray(failure.errors);
}
