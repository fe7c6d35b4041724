import { nearest } from "../../base/nearest.ts";
import type { Override } from "../../model/override.ts";
import type { RolloutResource } from "../../model/rollout-resource.ts";
import type { CourseCheck, ValuePath } from "../check.ts";
import type { Course } from "../course.ts";

/** An override of something that is not there overrides nothing, and nobody is told. */
export const overrideTarget: CourseCheck = {
  code: "override-target",
  severity: "error",
  description: "each override in force names a gate and a stage of the ladder, or a step back of the ledger",
  scope: "course",
  *check(course) {
    const { overrides, folder, now } = course;
    const resource = folder?.resource();
    if (overrides === undefined || "problem" in overrides.reading || resource === undefined) return;
    for (const [index, override] of overrides.reading.value.entries()) {
      if (Date.parse(override.expires) <= now.getTime()) continue;
      const fault = faultOf(override, course, resource);
      if (fault !== undefined) {
        const { key, message, hint } = fault;
        yield { message, hint, file: overrides.file, path: ["overrides", index, key] satisfies ValuePath };
      }
    }
  },
};

interface Fault {
  readonly key: string;
  readonly message: string;
  readonly hint: string;
}

function faultOf(override: Override, course: Course, resource: RolloutResource): Fault | undefined {
  switch (override.kind) {
    case "gate":
      return gateFault(override, course, resource);
    case "hold":
      return holdFault(override, course, resource);
    case "freeze":
      return undefined;
  }
}

function gateFault(
  { gate, stage }: Extract<Override, { readonly kind: "gate" }>,
  { rollout, environment }: Course,
  { spec }: RolloutResource,
): Fault | undefined {
  const stages = spec.stages.map(({ name }) => name);
  const gates = spec.stages.find(({ name }) => name === stage)?.gates;
  if (gates === undefined) {
    return {
      key: "stage",
      message: `The override is of stage "${stage}", which the ladder of "${rollout}" in "${environment}" does not have`,
      hint: meant(stage, stages),
    };
  }
  if (gates.includes(gate)) return undefined;
  return {
    key: "gate",
    message: `The override is of gate "${gate}", which stage "${stage}" does not ask for`,
    hint: gates.length === 0 ? "remove it: the stage asks for no gate" : meant(gate, gates),
  };
}

function holdFault(
  { after }: Extract<Override, { readonly kind: "hold" }>,
  { lines }: Course,
  { spec }: RolloutResource,
): Fault | undefined {
  const entry = lines.flatMap((line) => ("entry" in line ? [line.entry] : [])).find(({ at }) => Date.parse(at) === Date.parse(after));
  const index = (stage: string): number => spec.stages.findIndex(({ name }) => name === stage);
  if (entry === undefined) {
    return {
      key: "after",
      message: `The override is of the step back at ${after}, but the ledger has no step of that time`,
      hint: "write the time of the ledger's line, to the letter",
    };
  }
  const goesUp = entry.from === null || (index(entry.from) !== -1 && index(entry.from) < index(entry.to));
  return goesUp
    ? {
        key: "after",
        message: `The override is of the step at ${after}, which went up, to "${entry.to}": nothing is held after it`,
        hint: "remove it, or write the time of the step back",
      }
    : undefined;
}

function meant(name: string, known: readonly string[]): string {
  const near = nearest(name, known);
  return near === undefined ? `use one of ${known.join(", ")}` : `did you mean "${near}"?`;
}
