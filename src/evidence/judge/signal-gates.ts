import type { Context } from "../../compile/context.ts";

/** How many gates of the stage a signal answers: each of them can accuse the candidate by chance. At least one. */
export function signalGates({ rollout, position }: Context): number {
  const answered = position.stage.gates.filter((name) => {
    const gate = rollout.gates[name];
    return gate !== undefined && "signal" in gate;
  });
  return Math.max(1, answered.length);
}
