import type { TransitionCheck } from "../check.ts";
import { overrideInForce } from "../transition/override-in-force.ts";
import { moveOf } from "../transition/moves.ts";

/** While the line is stopped nothing goes up, whoever merges it; down is always open. */
export const transitionStopped: TransitionCheck = {
  code: "transition-stopped",
  severity: "error",
  description: "no step goes up in an environment that is stopped",
  scope: "transition",
  silenceable: false,
  *check(transition) {
    if (moveOf(transition).kind !== "up") return;
    const { rollout, environment, decided, now, ownPrefix } = transition;
    const { stops } = decided;
    const place = { file: ownPrefix.state, path: ["stage"] };
    const going = `"${rollout}" goes up in "${environment}"`;
    if (overrideInForce(transition, ({ kind }) => kind === "freeze") !== undefined) return;
    if ("problem" in stops) {
      yield {
        message: `${going}, but what is stopped cannot be read: ${stops.problem}`,
        hint: "correct environments/stop.yaml in a change of its own, merged before the step",
        ...place,
      };
      return;
    }
    const stop = stops.value.find(({ expires }) => Date.parse(expires) > now.getTime());
    if (stop === undefined) return;
    yield {
      message: `${going}, but ${stop.owner} has stopped the line until ${stop.expires}: ${stop.reason}`,
      hint: "wait until the stop is over or taken away, or have an override of kind freeze merged before the step",
      ...place,
    };
  },
};
