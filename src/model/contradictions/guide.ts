import { nearest } from "../../base/nearest.ts";
import type { Step } from "../procedure.ts";
import { problemAt, type Problem } from "../problem.ts";
import type { Rollout } from "../rollout.ts";

/** Receipts, architecture, preconditions and steps that name what is not there. */
export function* guide(rollout: Rollout): Generator<Problem> {
  for (const [name, gate] of Object.entries(rollout.gates)) {
    if (gate.kind !== "receipt") continue;
    for (const [index, receipt] of gate.receipts.entries()) {
      const kind = rollout.probes[receipt]?.kind;
      if (kind !== undefined && kind !== "receipt") {
        yield problemAt(
          ["gates", name, "receipts", index],
          `expected a probe of kind "receipt", but "${receipt}" is of kind "${kind}"`,
          'name a receipt, or use a gate of kind "probe"',
        );
      }
    }
  }
  const parts = Object.keys(rollout.architecture?.parts ?? {});
  for (const [index, flow] of (rollout.architecture?.flows ?? []).entries()) {
    for (const end of ["from", "to"] as const) {
      if (parts.includes(flow[end])) continue;
      const meant = nearest(flow[end], parts);
      yield problemAt(
        ["architecture", "flows", index, end],
        `names part "${flow[end]}", which the architecture does not have`,
        meant === undefined ? "add it to architecture.parts" : `did you mean "${meant}"?`,
      );
    }
  }
  const environments = Object.keys(rollout.ladders);
  for (const [index, { environments: only, before }] of rollout.preconditions.entries()) {
    for (const [position, environment] of (only ?? []).entries()) {
      if (environments.includes(environment)) continue;
      yield problemAt(
        ["preconditions", index, "environments", position],
        `names environment "${environment}", for which the rollout has no ladder`,
        `use one of ${environments.join(", ")}`,
      );
    }
    const known = new Set(
      (only ?? environments).flatMap((environment) => rollout.ladders[environment]?.stages.map(({ name }) => name) ?? []),
    );
    if (before !== undefined && !known.has(before)) {
      const meant = nearest(before, known);
      yield problemAt(
        ["preconditions", index, "before"],
        `names stage "${before}", which no ladder has`,
        meant === undefined ? `use one of ${[...known].join(", ")}` : `did you mean "${meant}"?`,
      );
    }
  }
  for (const [path, steps] of stepsOf(rollout)) {
    for (const [index, { environments: only }] of steps.entries()) {
      for (const [position, environment] of (only ?? []).entries()) {
        if (environments.includes(environment)) continue;
        yield problemAt(
          [...path, index, "environments", position],
          `names environment "${environment}", for which the rollout has no ladder`,
          `use one of ${environments.join(", ")}`,
        );
      }
    }
  }
}

/** Every list of steps with the path it stands at. */
function* stepsOf({
  procedures,
  rollback,
  cleanup,
  troubleshooting,
}: Rollout): Generator<readonly [readonly PropertyKey[], readonly Step[]]> {
  for (const [name, { steps }] of Object.entries(procedures)) yield [["procedures", name, "steps"], steps];
  for (const [index, { steps }] of rollback.levels.entries()) yield [["rollback", "levels", index, "steps"], steps];
  yield [["rollback", "afterwards"], rollback.afterwards];
  if (cleanup !== undefined) yield [["cleanup", "steps"], cleanup.steps];
  for (const [index, { steps }] of troubleshooting.entries()) yield [["troubleshooting", index, "steps"], steps];
}
