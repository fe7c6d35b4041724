import type { Position } from "./position.ts";

/** Whether the candidate does nothing at a position: no requests reach it, no copies either, and no instance runs it. */
export function isIdle({ candidatePercent, match, mirrorPercent, instances }: Position): boolean {
  return candidatePercent === "0" && match === undefined && mirrorPercent === 0 && instances.length === 0;
}
