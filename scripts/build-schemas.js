import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { transformSync } from "esbuild";

const standalone = createRequire(import.meta.url)("ajv/dist/standalone").default;

/** What ajv asks for at run time, by the text it asks with. */
const helpers = {
  'require("ajv/dist/runtime/ucs2length").default': "((text) => [...text].length)",
  'require("ajv/dist/runtime/equal").default': "((left, right) => JSON.stringify(left) === JSON.stringify(right))",
};

/** Puts validators compiled ahead of time in place of the ones that are compiled at run time, in a folder of compiled sources. */
export async function buildSchemas(lib = new URL("../lib/", import.meta.url)) {
  const schemas = new URL("verify/schemas/", lib);
  const { kindSchemas } = await import(new URL("kinds/index.js", schemas).href);
  const { createAjv } = await import(new URL("create-ajv.js", schemas).href);
  const names = Object.keys(kindSchemas);
  const root = merged(names.map((name) => kindSchemas[name]()));
  const ajv = createAjv({ code: { source: true, lines: false, esm: true } });
  ajv.addSchema(root, "root");
  // Functions at the top of a module are read once; nested in another they are read again for each level.
  let code = standalone(ajv, Object.fromEntries(names.map((_, index) => [`kind${index}`, `root#/$defs/kind${index}`])));
  for (const [asked, given] of Object.entries(helpers)) code = code.replaceAll(asked, given);
  if (code.includes("require(")) throw new Error("The compiled schemas ask for something at run time");

  const target = fileURLToPath(new URL("compiled-kind.js", schemas));
  if (!readFileSync(target, "utf8").includes("export function compiledKind("))
    throw new Error(`${target} has no compiledKind to stand in for`);
  const table = names.map((name, index) => `${JSON.stringify(name)}: kind(kind${index}, "kind${index}")`).join(",\n");
  const text = `${code.replace(/^"use strict";/, "").replaceAll(/export (const kind\d+)/g, "$1")}
const text = ${JSON.stringify(JSON.stringify(root))};
let root;
function kind(validate, name) {
  let schema;
  return {
    get schema() {
      return (schema ??= { ...(root ??= JSON.parse(text)), $ref: "#/$defs/" + name });
    },
    errorsOf: (value) => (validate(value) ? [] : (validate.errors ?? [])),
  };
}
const kinds = {
${table}
};
export function compiledKind(name) {
  return Object.hasOwn(kinds, name) ? kinds[name] : undefined;
}`;
  writeFileSync(target, transformSync(text, { minify: true, format: "esm", target: "node20" }).code);
}

const named = new Set(["properties", "$defs", "patternProperties"]);
const single = new Set(["items", "additionalProperties", "propertyNames"]);

/** One schema of all kinds, where what is said more than once stands below `$defs`. */
function merged(schemas) {
  const seen = new Map();
  for (const schema of schemas) {
    for (const text of partsOf(schema)) seen.set(text, (seen.get(text) ?? 0) + 1);
  }
  const repeated = [...seen].filter(([text, count]) => count > 1 && text.length > 30 && !text.includes("$ref")).map(([text]) => text);
  const place = new Map(repeated.map((text, index) => [text, `shared${index}`]));
  const $defs = {};
  for (const [text, name] of place) $defs[name] = replaced(JSON.parse(text), place, true);
  for (const [index, { $defs: own = {}, ...schema }] of schemas.entries()) {
    for (const [name, part] of Object.entries(own)) {
      if (name in $defs) throw new Error(`Two kinds share the name "${name}" below $defs`);
      $defs[name] = replaced(part, place, true);
    }
    $defs[`kind${index}`] = replaced(schema, place, true);
  }
  return { $defs };
}

function* partsOf(schema) {
  if (typeof schema !== "object") return;
  yield JSON.stringify(schema);
  for (const [key, value] of Object.entries(schema)) {
    if (named.has(key)) for (const part of Object.values(value)) yield* partsOf(part);
    else if (single.has(key)) yield* partsOf(value);
  }
}

function replaced(schema, place, whole = false) {
  if (typeof schema !== "object") return schema;
  const name = whole ? undefined : place.get(JSON.stringify(schema));
  if (name !== undefined) return { $ref: `#/$defs/${name}` };
  return Object.fromEntries(
    Object.entries(schema).map(([key, value]) => {
      if (named.has(key)) return [key, Object.fromEntries(Object.entries(value).map(([one, part]) => [one, replaced(part, place)]))];
      return [key, single.has(key) ? replaced(value, place) : value];
    }),
  );
}
