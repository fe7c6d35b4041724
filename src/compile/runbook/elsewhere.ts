import { inline, phrase, type Markdown } from "../../base/markdown.ts";
import type { Stage } from "../../model/ladder.ts";
import type { Page } from "./page.ts";
import { listed } from "./prose.ts";

/**
 * Told of a gate or procedure that no stage of this ladder names: which
 * environments use it, so that nobody looks for it here; `undefined` where
 * none does. Ask only when the page's own ladder has no stage for it.
 */
export function elsewhere({ rollout }: Page, uses: (stage: Stage) => boolean): Markdown | undefined {
  const environments = Object.entries(rollout.ladders).flatMap(([environment, { stages }]) =>
    stages.some(uses) ? [inline(environment)] : [],
  );
  const names = listed(environments);
  return names === undefined ? undefined : phrase`none here, only in ${names}`;
}
