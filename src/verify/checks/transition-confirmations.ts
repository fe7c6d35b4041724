import type { TransitionCheck } from "../check.ts";
import { changedLine } from "../transition/changed-line.ts";

/** Who confirmed what, and when, must still be there when somebody asks: a gate has passed on it. */
export const transitionConfirmations: TransitionCheck = {
  code: "transition-confirmations",
  severity: "error",
  description: "a change keeps every line of what people confirmed",
  scope: "transition",
  *check({ before, after, ownPrefix }) {
    // A rollout that is gone takes its confirmations along; Git keeps them.
    if (after.stage === undefined && after.confirmationLines.length === 0) return;
    const changed = changedLine(before.confirmationLines, after.confirmationLines);
    if (changed === undefined) return;
    const { line, gone } = changed;
    yield {
      message: gone ? `The confirmations have lost line ${line} and what follows` : `Line ${line} of the confirmations was changed`,
      hint: "restore the line from Git, and write what has changed as a new last line: confirmations only grow",
      file: ownPrefix.confirmations,
      line: gone ? Math.max(1, after.confirmationLines.length) : line,
    };
  },
};
