import type { Oddity } from "./oddity.ts";
import { readBelow } from "./read-below.ts";

/** YAML and JSON texts of a folder that people write, by path below it, and what lies there that could not be read. */
export interface Documents {
  readonly texts: ReadonlyMap<string, string>;
  readonly oddities: readonly Oddity[];
}

const oddName = { kind: "irregular", problem: "has a name with more than letters, digits, dots, hyphens and underscores" } as const;

/** Reads `policies/` or `schemas/` without trusting it; other files that lie there (a README) are left out. */
export function readDocuments(root: string, folder: string): Documents {
  const oddities: Oddity[] = [];
  const files = readBelow(root, folder, oddities, oddName).filter(({ path }) => /\.(ya?ml|json)$/.test(path));
  return { texts: new Map(files.map(({ path, content }) => [path, content])), oddities };
}
