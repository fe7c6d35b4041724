import { formatDuration, seconds } from "../model/quantity.ts";
import type { Context } from "./context.ts";
import { moves } from "./moves.ts";

/** One rung of a plan. */
export interface PlannedStage {
  readonly stage: string;
  readonly title: string;
  readonly current: boolean;
  /** Earliest start after the ladder's start, as the holds before it add up: `"2d"`, `"0s"`. */
  readonly after: string;
  readonly hold: string | undefined;
  /** Share of the work the candidate does, in percent. */
  readonly candidatePercent: string;
  readonly moves: readonly string[];
  readonly gates: readonly string[];
}

/** The ladder of a rollout in an environment: what each stage changes, when at the earliest, and what must pass to leave it. */
export function plan({ rollout, positions, position }: Context): readonly PlannedStage[] {
  let elapsed = 0;
  return positions.map(({ stage, candidatePercent }) => {
    const after = formatDuration(elapsed);
    elapsed += stage.hold === undefined ? 0 : seconds(stage.hold);
    return {
      stage: stage.name,
      title: stage.title,
      current: stage.name === position.stage.name,
      after,
      hold: stage.hold,
      candidatePercent,
      moves: moves(rollout, stage.levers),
      gates: stage.gates,
    };
  });
}
