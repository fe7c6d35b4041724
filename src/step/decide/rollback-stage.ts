import type { Context } from "../../compile/context.ts";
import { isIdle } from "../../compile/is-idle.ts";

/**
 * The stage that is gone back to when nobody names one: what the ladder says,
 * else the last earlier stage at which the candidate does nothing, else the
 * first. `undefined` on the first stage, where there is nothing to go back to.
 */
export function rollbackStage({ ladder, positions, position }: Context): string | undefined {
  const earlier = positions.slice(0, position.index);
  const told = earlier.find(({ stage }) => stage.name === ladder.rollbackTo);
  return (told ?? earlier.findLast(isIdle) ?? earlier[0])?.stage.name;
}
