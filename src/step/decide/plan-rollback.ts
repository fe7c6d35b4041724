import { nearest } from "../../base/nearest.ts";
import { UserError } from "../../base/user-error.ts";
import type { Decision } from "./decision.ts";
import type { Facts } from "./facts.ts";
import { rollbackStage } from "./rollback-stage.ts";

/**
 * The step back that somebody asks for: to any earlier stage, by default to the
 * one that a broken rollback limit leads to. Nothing closes it. Throws a
 * {@link UserError} for a stage that is not an earlier one.
 */
export function planRollback({ context, judgement }: Facts, to?: string): Extract<Decision, { readonly kind: "roll-back" }> {
  const { rollout, environment, positions, position } = context;
  const from = position.stage.name;
  const earlier = positions.slice(0, position.index).map(({ stage }) => stage.name);
  const usual = rollbackStage(context);
  if (usual === undefined) {
    throw new UserError(`Cannot take "${rollout.name}" back in "${environment.name}": it stands at "${from}", the first stage`, {
      hint: "there is nothing to go back to",
    });
  }
  if (to !== undefined && !earlier.includes(to)) {
    const isLater = positions.some(({ stage }) => stage.name === to);
    const meant = isLater ? undefined : nearest(to, earlier);
    throw new UserError(
      `Cannot take "${rollout.name}" back to "${to}" in "${environment.name}": ${isLater ? `it stands at "${from}", and "${to}" is no earlier stage` : "its ladder has no such stage"}`,
      { hint: meant === undefined ? `use one of ${earlier.join(", ")}` : `did you mean "${meant}"? Else use one of ${earlier.join(", ")}` },
    );
  }
  const target = to ?? usual;
  const gates = (judgement?.verdicts ?? []).filter(({ rollback }) => rollback);
  return { kind: "roll-back", move: { from, to: target }, gates, sentence: `Go back from ${from} to ${target}, as somebody asks.` };
}
