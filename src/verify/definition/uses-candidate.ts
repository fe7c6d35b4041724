import type { Position } from "../../compile/position.ts";

/** Whether a stage lets the candidate do something: by weight, by match, by copies, by instances. */
export function usesCandidate({ candidatePercent, match, mirrorPercent }: Position): boolean {
  return candidatePercent !== "0" || match !== undefined || mirrorPercent > 0;
}

/** Stages that the rollout leaves again: all but the last. */
export function stagesToLeave(positions: readonly Position[]): readonly Position[] {
  return positions.slice(0, -1);
}
