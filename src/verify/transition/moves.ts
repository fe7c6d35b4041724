import type { RolloutResource } from "../../model/rollout-resource.ts";
import type { Transition } from "./transition.ts";

/** Which way a transition goes: what stands in the way of an answer is an answer too. */
export type Move =
  | { readonly kind: "none" }
  /** The rollout is new here, or nothing is recorded of it any more. */
  | { readonly kind: "enters" | "leaves" }
  | { readonly kind: "up" | "down"; readonly from: number; readonly to: number }
  | { readonly kind: "unknown"; readonly reason: string };

/** The ladder that judges a transition: the base revision's, so that a change cannot bring its own; else the new one. */
export function judgingResource({ before, after }: Transition): RolloutResource | undefined {
  return before.resource ?? after.resource;
}

/** Which way a transition goes on the ladder. */
export function moveOf(transition: Transition): Move {
  const { before, after } = transition;
  if (before.stage === after.stage) return { kind: "none" };
  if (before.stage === undefined) return { kind: "enters" };
  if (after.stage === undefined) return { kind: "leaves" };
  const stages = judgingResource(transition)?.spec.stages.map(({ name }) => name);
  if (stages === undefined) return { kind: "unknown", reason: `${transition.ownPrefix.folder}rollout.yaml tells no ladder` };
  const [from, to] = [stages.indexOf(before.stage), stages.indexOf(after.stage)];
  const unknown = from === -1 ? before.stage : to === -1 ? after.stage : undefined;
  if (unknown !== undefined) return { kind: "unknown", reason: `the ladder has no stage "${unknown}"` };
  return { kind: to > from ? "up" : "down", from, to };
}
