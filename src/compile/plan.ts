import type { Context } from "./context.ts";
import { earliest } from "./earliest.ts";
import { moves } from "./moves.ts";
import { power, type StagePower } from "./power/power.ts";

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
  /** What its gates can detect; `undefined` where the environment expects no traffic of the service. */
  readonly power: StagePower | undefined;
}

/** The ladder of a rollout in an environment: what each stage changes, when at the earliest, what must pass to leave it, and what that can detect. */
export function plan(context: Context): readonly PlannedStage[] {
  const { rollout, positions, position } = context;
  const powers = power(context);
  return positions.map(({ stage, candidatePercent }, index) => ({
    stage: stage.name,
    title: stage.title,
    current: stage.name === position.stage.name,
    earliest: earliest(positions, index),
    hold: stage.hold,
    candidatePercent,
    moves: moves(rollout, stage.levers),
    gates: stage.gates,
    power: powers[index],
  }));
}
