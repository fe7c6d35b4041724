import { divide, multiply } from "../../base/decimal.ts";
import type { RolloutResource } from "../../model/rollout-resource.ts";
import type { FolderCheck, Report, ValuePath } from "../check.ts";
import type { Folder } from "../folder.ts";
import { renderedFolder } from "../rendered-folder.ts";

type Spec = RolloutResource["spec"];
type Stage = Spec["stages"][number];
type Fault = Pick<Report, "message"> & { readonly path: ValuePath };

/** Policies and data-only checks rest on `rollout.yaml`: what it says in one place must not contradict what it says in another. */
export const resourceConsistent: FolderCheck = {
  code: "resource-consistent",
  severity: "error",
  description: "stages, gates and alerts of rollout.yaml name what is there, and shares follow from weights",
  scope: "folder",
  *check(folder) {
    const spec = folder.resource()?.spec;
    if (spec === undefined) return;
    for (const { message, path } of [...names(spec), ...fired(spec, folder), ...shares(spec)]) {
      yield { message, hint: "run `rampart compile`", file: `${folder.path}/rollout.yaml`, path };
    }
  },
};

function* names({ stages, gates, alerts }: Spec): Generator<Fault> {
  const known = new Map(gates.map((gate) => [gate.name, gate]));
  for (const [index, stage] of stages.entries()) {
    for (const [position, gate] of stage.gates.entries()) {
      if (!known.has(gate))
        yield {
          message: `Stage "${stage.name}" asks gate "${gate}", which is not among the gates`,
          path: ["spec", "stages", index, "gates", position],
        };
    }
  }
  for (const [index, { name, gate, limit }] of alerts.entries()) {
    if (gate === undefined || limit === undefined || known.get(gate)?.[limit] !== undefined) continue;
    yield {
      message: `Alert "${name}" fires at the ${limit} limit of gate "${gate}", which has none`,
      path: ["spec", "alerts", index, "limit"],
    };
  }
}

/** Policies ask which alerts there are: one that rules fire must be among them. */
function* fired({ alerts }: Spec, folder: Folder): Generator<Fault> {
  const known = new Set(alerts.map(({ name }) => name));
  const missing = new Set(renderedFolder(folder).rules.flatMap(({ alert }) => (alert === undefined || known.has(alert) ? [] : [alert])));
  for (const alert of missing)
    yield { message: `Alert "${alert.slice(0, 120)}" is fired by rules.yaml, but is not among the alerts`, path: ["spec", "alerts"] };
}

/** Where weights are moved, they are what the share is. */
function* shares(spec: Spec): Generator<Fault> {
  const { stages, weightTotal, backends } = spec;
  const routes = ({ canary, primary }: Stage) => canary === "present" || primary === "candidate";
  const weighs = stages.some(({ weight }) => weight > 0);
  if (backends === undefined ? !weighs || stages.some(routes) : !weighs && !stages.some(routes)) return;
  for (const [index, stage] of stages.entries()) {
    if (stage.weight > weightTotal)
      yield { message: `Stage "${stage.name}" has weight ${stage.weight} of ${weightTotal}`, path: ["spec", "stages", index, "weight"] };
    const expected = backends === undefined ? percent(stage.weight, weightTotal) : shareOf(stage, weightTotal);
    if (stage.candidatePercent === expected) continue;
    yield {
      message: `Stage "${stage.name}" has weight ${stage.weight} of ${weightTotal}, which is ${expected} %, but candidatePercent is ${JSON.stringify(stage.candidatePercent.slice(0, 40))}`,
      path: ["spec", "stages", index, "candidatePercent"],
    };
  }
}

function shareOf({ weight, canary, primary }: Stage, weightTotal: number): string {
  if (primary === "candidate") return "100";
  return canary === "present" ? percent(weight, weightTotal) : "0";
}

function percent(weight: number, total: number): string {
  return divide(multiply(String(weight), "100"), String(Math.max(1, total)), 4);
}
