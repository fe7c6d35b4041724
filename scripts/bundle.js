import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

/** Not put into the bundle: programs of their own, and what is loaded for a database only. */
const external = ["esbuild", "oxc-parser", "pg", "pg-native"];

/**
 * Puts the compiled command line with its libraries into one file, and what V8
 * makes of that file beside it: a start then reads two files instead of
 * hundreds, and compiles nothing anew.
 */
export async function bundleCommandLine(lib = new URL("../lib/", import.meta.url)) {
  const entry = fileURLToPath(new URL("cli/run.js", lib));
  const outfile = fileURLToPath(new URL("cli/bundle.cjs", lib));
  const { outputFiles } = await build({
    entryPoints: [entry],
    outfile,
    write: false,
    bundle: true,
    banner: { js: "(function (exports, require, module, bundleUrl, importModule) {" },
    footer: { js: "})" },
    platform: "node",
    format: "cjs",
    target: "node20",
    external,
    // Every compiled module that asks where it is lies as deep as the bundle does.
    define: { "import.meta.url": "bundleUrl" },
    plugins: [importsThroughLoader, listsWhenAsked],
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: "eof",
    logLevel: "warning",
  });
  for (const { text } of outputFiles) writeFileSync(outfile, inAscii(text));
  writeFileSync(entry, loader);
  const { status, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", warmUp, entry], {
    cwd: fileURLToPath(new URL("..", lib)),
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`Cannot start the bundle: ${stderr}`);
}

/**
 * A script cannot import modules by itself; what the bundle does not hold is
 * imported by the module that loads it. What stands in a template is text.
 */
const importsThroughLoader = {
  name: "imports-through-loader",
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]lib[\\/].*\.js$/ }, ({ path }) => ({
      contents: readFileSync(path, "utf8").replaceAll(/\bimport\((?!["']\.|\$\{)/g, "importModule("),
      loader: "js",
    }));
  },
};

/** A file that lists all a library has would run all of it: here each name is fetched from its own file when it is asked for. */
const listsWhenAsked = {
  name: "lists-when-asked",
  setup({ onLoad }) {
    onLoad({ filter: /[\\/](grafana-foundation-sdk[\\/]dist[\\/]\w+|cdk8s(-plus-28)?[\\/]lib)[\\/]index\.js$/ }, ({ path }) => {
      const told = new Set();
      const getters = (_, file) => {
        const names = Object.keys(createRequire(path)(file)).filter((name) => !told.has(name) && told.add(name));
        const members = names.map((name) => `get ${name}() { return require(${JSON.stringify(file)}).${name}; }`);
        return `Object.defineProperties(exports, Object.getOwnPropertyDescriptors({ ${members.join(", ")} }));`;
      };
      return {
        contents: readFileSync(path, "utf8").replaceAll(/^\S*__exportStar\(require\("(.+)"\), exports\);$/gm, getters),
        loader: "js",
      };
    });
  },
};

/** Each character outside ASCII by its escape: one alone would make V8 keep two bytes for each of the whole text, and read it slower. */
function inAscii(text) {
  const [raw] = /\\[^\0-\x7f]|String\.raw`[^`]*[^\0-\x7f]/.exec(text) ?? [];
  if (raw !== undefined) throw new Error(`Cannot put ${raw} into the bundle: an escape would not mean the same there`);
  return text.replaceAll(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

const loader = `import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { setFlagsFromString } from "node:v8";
import { Script } from "node:vm";

// What was found of one rollout is of no use at the next: let less of it pile up. And in Node 20 (V8 11), most of what
// is optimized never pays for that, as a run is over soon; later versions optimize later by themselves.
// Before anything is compiled: what V8 keeps of compiled code is for the flags that it was made with.
setFlagsFromString("--heap-growing-percent=50");
if (process.versions.v8.startsWith("11.")) setFlagsFromString("--interrupt-budget=1000000");
const url = new URL("bundle.cjs", import.meta.url);
const filename = fileURLToPath(url);
const cache = \`\${filename.slice(0, -".cjs".length)}-\${process.version}-\${process.arch}.cache\`;
const script = new Script(readFileSync(filename, "latin1"), { filename, ...(existsSync(cache) ? { cachedData: readFileSync(cache) } : {}) });
const loaded = { exports: {} };
script.runInThisContext()(loaded.exports, createRequire(import.meta.url), loaded, url.href, (name) => import(name));
export const { run, serveInspections } = loaded.exports;
/** Keeps what V8 has compiled so far, for the next start. */
export const keepCompiled = () => writeFileSync(cache, script.createCachedData());
`;

/** Runs what is run often, so that V8 has compiled it. */
const warmUp = `import { pathToFileURL } from "node:url";
const { run, keepCompiled } = await import(pathToFileURL(process.argv[1]).href);
const quiet = { cwd: process.cwd(), stdout() {}, stderr() {}, color: false, interactive: false, env: (name) => (name === "CI" ? "1" : undefined) };
for (const args of [["verify", "--format", "json"], ["verify", "--data-only"], ["compile", "--check"], ["--help"]]) await run(args, quiet);
keepCompiled();
`;
