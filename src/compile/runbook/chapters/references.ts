import { inline } from "../../../base/markdown.ts";
import type { Chapter } from "../page.ts";
import { prose } from "../prose.ts";
import { sourceText } from "../sources.ts";

/** Documents and files worth knowing. */
export const references: Chapter = ({ rollout }) => {
  if (rollout.references.length === 0) return undefined;
  return {
    references: rollout.references.map(({ title, source, note }) => ({
      title: inline(title),
      source: sourceText(source),
      note: prose(note),
    })),
  };
};
