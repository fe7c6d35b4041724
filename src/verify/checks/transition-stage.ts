import { nearest } from "../../base/nearest.ts";
import type { TransitionCheck } from "../check.ts";
import { judgingResource, moveOf } from "../transition/moves.ts";

/** One stage up at a time, each with its gates; down to any stage, at any time. */
export const transitionStage: TransitionCheck = {
  code: "transition-stage",
  severity: "error",
  description: "a rollout goes up one stage at a time, and down to any",
  scope: "transition",
  *check(transition) {
    const { rollout, environment, before, after, ownPrefix } = transition;
    const place = { file: ownPrefix.state, path: ["stage"] };
    const stages = judgingResource(transition)?.spec.stages.map(({ name }) => name) ?? [];
    const move = moveOf(transition);
    if (move.kind === "unknown") {
      const meant = after.stage === undefined ? undefined : nearest(after.stage, stages);
      yield {
        message: `Cannot judge the move of "${rollout}" in "${environment}" from "${before.stage}" to "${after.stage}": ${move.reason}`,
        hint:
          meant === undefined || meant === after.stage
            ? "run `rampart compile`, and move between stages of the ladder as it was merged"
            : `did you mean "${meant}"?`,
        ...place,
      };
    } else if (move.kind === "up" && move.to > move.from + 1) {
      const next = stages[move.from + 1] ?? "";
      yield {
        message: `"${rollout}" in "${environment}" goes from "${before.stage}" to "${after.stage}" and leaves out ${quoted(stages.slice(move.from + 1, move.to))}`,
        hint: `go to "${next}" first: each stage has gates of its own`,
        ...place,
      };
    } else if (move.kind === "enters" && after.stage !== stages[0]) {
      yield {
        message: `"${rollout}" is new in "${environment}" and begins at "${after.stage}"`,
        hint: `begin at "${stages[0] ?? ""}", the first stage`,
        ...place,
      };
    }
  },
};

function quoted(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(", ");
}
