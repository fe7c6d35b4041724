import { inline, phrase } from "../../../base/markdown.ts";
import type { Chapter } from "../page.ts";
import { proseList, some } from "../prose.ts";

/** What the change covers, aims at and leaves alone. */
export const scope: Chapter = ({ rollout }) => {
  const { covers, target, done, open, outOfScope } = rollout.scope;
  if ([covers, target, done, open, outOfScope].every((list) => list.length === 0)) return undefined;
  return {
    covers: proseList(covers),
    target: proseList(target),
    done: proseList(done),
    open: proseList(open),
    outOfScope: some(
      outOfScope.map(({ text, reason }) => (reason === undefined ? inline(text) : phrase`${inline(text)} – ${inline(reason)}`)),
    ),
  };
};
