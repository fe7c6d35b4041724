import type { RolloutResource } from "../model/rollout-resource.ts";

/** A step that a rollout has yet to take, as an UPDATE of it. */
export interface StepAhead {
  readonly from: string;
  readonly to: string;
  /** Index of the stage it goes to. */
  readonly index: number;
  readonly before: RolloutResource;
  readonly after: RolloutResource;
}

/** Every step up that is left of a ladder, with nothing changed but where the rollout stands. */
export function stepsAhead(resource: RolloutResource): readonly StepAhead[] {
  const { stages } = resource.spec;
  return stages.slice(resource.status.index + 1).flatMap((stage, offset) => {
    const index = resource.status.index + 1 + offset;
    const last = stages[index - 1];
    return last === undefined
      ? []
      : [{ from: last.name, to: stage.name, index, before: standingAt(resource, index - 1), after: standingAt(resource, index) }];
  });
}

function standingAt(resource: RolloutResource, index: number): RolloutResource {
  const stage = resource.spec.stages[index];
  if (stage === undefined) return resource;
  const { name, weight, candidatePercent } = stage;
  return { ...resource, status: { stage: name, index, weight, candidatePercent } };
}
