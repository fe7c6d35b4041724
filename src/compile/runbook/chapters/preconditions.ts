import { fence, inline, phrase } from "../../../base/markdown.ts";
import type { Rollout } from "../../../model/rollout.ts";
import { probeLinks, stageLink } from "../links.ts";
import type { Chapter, Page } from "../page.ts";
import { aside, labelled } from "../prose.ts";
import { sources } from "../sources.ts";

type Precondition = Rollout["preconditions"][number];

/** What must be true before the ladder, or a stage of it, starts. */
export const preconditions: Chapter = (page) => {
  const here = preconditionsOf(page);
  if (here.length === 0) return undefined;
  const spaced = here.some(({ command }) => command !== undefined);
  return {
    spaced,
    items: here.map(({ text, before, command, probes, sources: cited }) => ({
      text: inline(text),
      aside: aside([
        before === undefined ? undefined : phrase`before stage ${stageLink(before)}`,
        labelled(phrase`probes`, probeLinks(probes)),
        sources(cited),
      ]),
      spaced,
      command: command === undefined ? undefined : fence(command, "sh", "- ".length),
    })),
  };
};

/** Those of this environment, as far as its ladder has their stage. */
function preconditionsOf({ rollout, environment, ladder }: Page): readonly Precondition[] {
  return rollout.preconditions.filter(
    ({ environments, before }) =>
      (environments?.includes(environment.name) ?? true) && (before === undefined || ladder.stages.some(({ name }) => name === before)),
  );
}
