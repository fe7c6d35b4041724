import type { Context } from "./context.ts";
import { earliest } from "./earliest.ts";
import { moves } from "./moves.ts";

/** One rung of a plan. */
export interface PlannedStage {
  readonly stage: string;
  readonly title: string;
  readonly current: boolean;
  /** Earliest start, counted from the ladder's start: `"day 9"`. */
  readonly earliest: string;
  readonly hold: string | undefined;
  /** Share of the work the candidate does, in percent. */
  readonly candidatePercent: string;
  readonly moves: readonly string[];
  readonly gates: readonly string[];
}

/** The ladder of a rollout in an environment: what each stage changes, when at the earliest, and what must pass to leave it. */
export function plan({ rollout, positions, position }: Context): readonly PlannedStage[] {
  return positions.map(({ stage, candidatePercent }, index) => ({
    stage: stage.name,
    title: stage.title,
    current: stage.name === position.stage.name,
    earliest: earliest(positions, index),
    hold: stage.hold,
    candidatePercent,
    moves: moves(rollout, stage.levers),
    gates: stage.gates,
  }));
}
