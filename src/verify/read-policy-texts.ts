import type { GitBase } from "../project/git-base.ts";
import type { Oddity } from "../project/oddity.ts";
import { readDocuments } from "../project/read-documents.ts";

/** The documents that judge, unread: path below the project's root to text. */
export interface PolicyTexts {
  readonly texts: ReadonlyMap<string, string>;
  readonly oddities: readonly Oddity[];
}

/** Texts of `policies/`: those of the base revision where a change is judged, so that it cannot bring the rule that judges it. */
export function readPolicyTexts(root: string, base: GitBase | undefined): PolicyTexts {
  const { texts, oddities } = readDocuments(root, "policies");
  if (base === undefined) return { texts: new Map([...texts].map(([path, text]) => [`policies/${path}`, text])), oddities };
  const files = base.listFiles(base.commit, "policies").filter((path) => /\.(ya?ml|json)$/.test(path));
  return { texts: base.readTexts(base.commit, files), oddities };
}
