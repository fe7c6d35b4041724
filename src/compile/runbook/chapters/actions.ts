import { inline } from "../../../base/markdown.ts";
import type { Chapter } from "../page.ts";

/** Things to start on, by when. */
export const actions: Chapter = ({ rollout }) => {
  if (rollout.actions.length === 0) return undefined;
  return { lists: rollout.actions.map(({ title, items }) => ({ title: inline(title), items: items.map(inline) })) };
};
