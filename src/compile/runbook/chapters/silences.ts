import { cell, codeSpan, inline } from "../../../base/markdown.ts";
import { orDash } from "../links.ts";
import type { Chapter } from "../page.ts";

/** Checks that are not to speak of something, with who answers for it until when. */
export const silences: Chapter = ({ rollout }) => {
  if (rollout.silences.length === 0) return undefined;
  return {
    silences: rollout.silences.map(({ check, file, reason, owner, until }) => ({
      check: cell(codeSpan(check)),
      file: orDash(file === undefined ? undefined : codeSpan(file)),
      reason: cell(inline(reason)),
      owner: cell(inline(owner)),
      until: inline(until),
    })),
  };
};
