import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import { buildSync } from "esbuild";

const lib = new URL("../lib/verify/schemas/", import.meta.url);
const require = createRequire(import.meta.url);
const standalone = require("ajv/dist/standalone").default;

/** Puts validators compiled ahead of time in place of the ones that are compiled at run time. */
export async function buildSchemas() {
  const { kindSchemas } = await import(new URL("kinds/index.js", lib).href);
  const { createAjv } = await import(new URL("ajv.js", lib).href);
  const kinds = Object.entries(kindSchemas).map(([name, make]) => ({ name, schema: make() }));
  const ajv = createAjv({ code: { source: true, lines: false } });
  const names = Object.fromEntries(
    kinds.map(({ schema }, index) => {
      ajv.addSchema(schema, `kind${index}`);
      return [`kind${index}`, `kind${index}`];
    }),
  );
  const { outputFiles } = buildSync({
    // ajv asks for its helpers by `require`; here they become part of the text.
    stdin: { contents: standalone(ajv, names), resolveDir: fileURLToPath(new URL("..", import.meta.url)) },
    bundle: true,
    format: "iife",
    globalName: "validators",
    minify: true,
    platform: "node",
    target: "node20",
    write: false,
  });
  const [{ text: validators }] = outputFiles;
  if (!validators.startsWith("var validators=") && !validators.startsWith('"use strict";var validators=')) throw new Error("The compiled schemas have no validators");
  const table = kinds
    .map(
      ({ name, schema }, index) => `  ${JSON.stringify(name)}: kind(validators.kind${index}, ${JSON.stringify(JSON.stringify(schema))}),`,
    )
    .join("\n");
  const target = fileURLToPath(new URL("compiled.js", lib));
  if (!readFileSync(target, "utf8").includes("export function compiledKind("))
    throw new Error(`${target} has no compiledKind to stand in for`);
  writeFileSync(
    target,
    `${validators}
function kind(validate, text) {
  let schema;
  return {
    get schema() {
      return (schema ??= JSON.parse(text));
    },
    errorsOf: (value) => (validate(value) ? [] : (validate.errors ?? [])),
  };
}
const kinds = {
${table}
};
export function compiledKind(name) {
  return Object.hasOwn(kinds, name) ? kinds[name] : undefined;
}
`,
  );
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) await buildSchemas();
