import { lstatSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { codeUnitOrder } from "../base/code-unit-order.ts";
import type { GitBase } from "./git-base.ts";
import type { Oddity } from "./oddity.ts";
import { readBounded } from "./read-bounded.ts";

/** The files of `schemas/`, by path below it, and what lies there that is not read. */
export interface SchemaFiles {
  readonly schemas: ReadonlyMap<string, string>;
  readonly oddities: readonly Oddity[];
}

const mostFiles = 256;

/** Reads the schemas that a project brings along for kinds of its own, without trusting them: no link is followed. */
export function readSchemas(root: string): SchemaFiles {
  const folder = join(root, "schemas");
  const schemas = new Map<string, string>();
  const oddities: Oddity[] = [];
  const status = lstatSync(folder, { throwIfNoEntry: false });
  if (status === undefined) return { schemas, oddities };
  if (!status.isDirectory()) return { schemas, oddities: [{ path: "schemas", kind: "irregular", problem: "is not a folder" }] };
  for (const name of readdirSync(folder).toSorted(codeUnitOrder)) {
    if (!/\.(json|ya?ml)$/.test(name)) continue;
    const path = `schemas/${name}`;
    const read = schemas.size < mostFiles ? readBounded(join(root, path)) : { problem: `is one of more than ${mostFiles} schemas` };
    if ("text" in read) schemas.set(name, read.text);
    else oddities.push({ path, kind: "irregular", problem: read.problem });
  }
  return { schemas, oddities };
}

/** The schemas of a base revision, by the same bounds. */
export function readBaseSchemas(base: GitBase): ReadonlyMap<string, string> {
  const paths = base.listFiles(base.commit, "schemas").filter((path) => /^schemas\/[^/]+\.(json|ya?ml)$/.test(path));
  const texts = base.readTexts(base.commit, paths.toSorted(codeUnitOrder).slice(0, mostFiles));
  return new Map([...texts].map(([path, text]) => [path.slice("schemas/".length), text]));
}
