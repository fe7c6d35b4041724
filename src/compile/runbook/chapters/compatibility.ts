import { cell, inline } from "../../../base/markdown.ts";
import type { Chapter } from "../page.ts";
import { proseList } from "../prose.ts";

/** Which caller uses what while the rollout is under way. */
export const compatibility: Chapter = ({ rollout }) => {
  if (rollout.compatibility === undefined) return undefined;
  const { rows, rules } = rollout.compatibility;
  return {
    rows: rows.map(({ caller, during, notes }) => ({
      caller: cell(inline(caller)),
      during: cell(inline(during)),
      notes: cell(inline(notes)),
    })),
    rules: proseList(rules),
  };
};
