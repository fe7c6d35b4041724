import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { packageRoot } from "./package-root.ts";
import { filesBelow } from "./project-files.ts";

/** Templates by name (`runbook/stage`): a project's own stand before ours. */
export function readTemplates(root: string): ReadonlyMap<string, string> {
  return new Map([...templatesBelow(fileURLToPath(packageRoot)), ...templatesBelow(root)]);
}

function templatesBelow(folder: string): readonly (readonly [string, string])[] {
  return filesBelow(folder, "templates", ".hbs").map((file) => [
    file.slice("templates/".length, -".hbs".length),
    readFileSync(join(folder, file), "utf8"),
  ]);
}
