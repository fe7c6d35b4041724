import type { RolloutResource } from "../../model/rollout-resource.ts";
import type { Report, TransitionCheck, ValuePath } from "../check.ts";
import { moveOf } from "../transition/moves.ts";

/** Limits that change while a rollout is on its way change what its next step rests on. */
export const transitionLimits: TransitionCheck = {
  code: "transition-limits",
  severity: "warning",
  description: "gates, holds and ladder stay as they are while a rollout is on its way",
  scope: "transition",
  *check(transition) {
    const { rollout, environment, before, after, ownPrefix } = transition;
    if (before.resource === undefined || after.resource === undefined) return;
    const moves = ["up", "down"].includes(moveOf(transition).kind);
    const index = before.resource.spec.stages.findIndex(({ name }) => name === before.stage);
    if (!moves && (index <= 0 || index === before.resource.spec.stages.length - 1)) return;
    const where = moves
      ? `moves "${rollout}" in "${environment}"`
      : `concerns "${rollout}" in "${environment}", which is on its way at "${before.stage}"`;
    for (const { path, definition, message } of differences(before.resource, after.resource)) {
      yield {
        message: `This change ${where}, and ${message}`,
        hint: moves
          ? "leave it to a change of its own, merged before the step"
          : "have it reviewed by who answers for the limits, or wait until the rollout is done",
        file: `${ownPrefix.folder}rollout.yaml`,
        path,
        definition,
        ...(moves ? { severity: "error" } : {}),
      };
    }
  },
};

interface Difference extends Required<Pick<Report, "message">> {
  readonly path: ValuePath;
  readonly definition: ValuePath;
}

function* differences({ spec: old }: RolloutResource, { spec: fresh }: RolloutResource): Generator<Difference> {
  const ladder = ["ladders", fresh.environment.name, "stages"];
  const names = (stages: RolloutResource["spec"]["stages"]) => stages.map(({ name }) => name).join(", ");
  if (names(old.stages) !== names(fresh.stages)) {
    yield {
      message: `the ladder becomes ${names(fresh.stages)}; it was ${names(old.stages)}`,
      path: ["spec", "stages"],
      definition: ladder,
    };
  }
  for (const [index, stage] of fresh.stages.entries()) {
    const before = old.stages.find(({ name }) => name === stage.name);
    if (before === undefined) continue;
    for (const key of ["weight", "candidatePercent", "mirrorPercent", "holdSeconds", "gates"] as const) {
      if (JSON.stringify(before[key]) === JSON.stringify(stage[key])) continue;
      yield {
        message: `${key} of stage "${stage.name}" becomes ${told(stage[key])}; it was ${told(before[key])}`,
        path: ["spec", "stages", index, key],
        definition: [...ladder, index],
      };
    }
  }
  for (const [index, gate] of fresh.gates.entries()) {
    const before = old.gates.find(({ name }) => name === gate.name);
    if (before === undefined) continue;
    for (const key of ["kind", "signal", "hold", "rollback", "minimumSamples", "noData"] as const) {
      if (before[key] === gate[key]) continue;
      yield {
        message: `${key} of gate "${gate.name}" becomes ${told(gate[key])}; it was ${told(before[key])}`,
        path: ["spec", "gates", index, key],
        definition: ["gates", gate.name],
      };
    }
  }
}

function told(value: string | number | readonly string[] | undefined): string {
  if (value === undefined) return "not given";
  return typeof value === "object" ? `[${value.join(", ")}]` : `"${value}"`;
}
