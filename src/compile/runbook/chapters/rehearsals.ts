import { cell, codeSpan, fence, inline } from "../../../base/markdown.ts";
import { orDash } from "../links.ts";
import type { Chapter } from "../page.ts";
import { prose, proseList, some } from "../prose.ts";
import { sources } from "../sources.ts";

/** Rehearsals that are kept on file, with what their latest runs recorded. */
export const rehearsals: Chapter = ({ rollout }) => {
  if (rollout.rehearsals.length === 0) return undefined;
  return {
    rehearsals: rollout.rehearsals.map((rehearsal, index) => ({
      number: index + 1,
      title: inline(rehearsal.title),
      command: fence(rehearsal.command, "sh"),
      writes: inline(rehearsal.writes),
      captures: proseList(rehearsal.captures),
      runs: some(
        rehearsal.runs.map((run) => ({
          id: cell(codeSpan(run.id)),
          window: orDash(run.window === undefined ? undefined : codeSpan(run.window)),
          verdict: orDash(prose(run.verdict)),
          sources: orDash(sources(run.sources)),
        })),
      ),
      keptWindows: some(
        rehearsal.keptWindows.map((kept) => ({ window: codeSpan(kept.window), note: prose(kept.note), sources: sources(kept.sources) })),
      ),
      onFailure: inline(rehearsal.onFailure),
      archive: inline(rehearsal.archive),
    })),
  };
};
