import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const Handlebars = createRequire(import.meta.url)("handlebars");

/** Compiles the templates that come with Rampart, in a folder of compiled sources. */
export async function buildTemplates(lib = new URL("../lib/", import.meta.url)) {
  const { templateOptions } = await import(new URL("base/template.js", lib).href);
  const folder = fileURLToPath(new URL("../templates/", lib));
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".hbs"));
  const entries = names.toSorted().map((name) => {
    const text = readFileSync(join(folder, name), "utf8");
    return `[${JSON.stringify(text)}, ${Handlebars.precompile(text, templateOptions)}]`;
  });
  const target = fileURLToPath(new URL("base/precompiled-templates.js", lib));
  if (!readFileSync(target, "utf8").includes("precompiledTemplates = new Map()"))
    throw new Error(`${target} has no table of templates to stand in for`);
  writeFileSync(target, `export const precompiledTemplates = new Map([\n${entries.join(",\n")}\n]);\n`);
}
