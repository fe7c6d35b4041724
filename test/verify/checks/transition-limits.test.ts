import { expect, test } from "vitest";
import type { RolloutResource } from "../../../src/model/rollout-resource.ts";
import { transitionLimits } from "../../../src/verify/checks/transition-limits.ts";
import type { Transition } from "../../../src/verify/transition/transition.ts";
import { side, transition } from "../checkout.ts";

type Stage = RolloutResource["spec"]["stages"][number];

const file = "dist/production/checkout/rollout.yaml";
const hint = "have it reviewed by who answers for the limits, or wait until the rollout is done";
const stages = (edit: (stages: readonly Stage[]) => Stage[]) => (resource: RolloutResource) => ({
  ...resource,
  spec: { ...resource.spec, stages: edit(resource.spec.stages) },
});
const shorter = stages((all) => all.map((stage) => (stage.name === "canary-5" ? { ...stage, holdSeconds: 60, gates: ["quiet"] } : stage)));
const at = (stage: string, change: (resource: RolloutResource) => RolloutResource): Transition =>
  transition(side(stage, []), side(stage, [], change));

const onItsWay = 'This change concerns "checkout" in "production", which is on its way at "canary-5", and';

const cases: Record<string, readonly [change: Transition, reports: readonly object[]]> = {
  "nothing changes": [at("canary-5", (same) => same), []],
  "limits may change before the rollout begins": [at("before", shorter), []],
  "limits may change when it is done": [at("full", shorter), []],
  "a hold and the gates of a stage change on the way": [
    at("canary-5", shorter),
    [
      {
        message: `${onItsWay} holdSeconds of stage "canary-5" becomes "60"; it was "86400"`,
        hint,
        file,
        path: ["spec", "stages", 1, "holdSeconds"],
        definition: ["ladders", "production", "stages", 1],
      },
      {
        message: `${onItsWay} gates of stage "canary-5" becomes [quiet]; it was [reviewed, quiet]`,
        hint,
        file,
        path: ["spec", "stages", 1, "gates"],
        definition: ["ladders", "production", "stages", 1],
      },
    ],
  ],
  "a stage is added on the way": [
    at(
      "canary-5",
      stages((all) => all.flatMap((stage) => (stage.name === "full" ? [{ ...stage, name: "canary-75" }, stage] : [stage]))),
    ),
    [
      {
        message: `${onItsWay} the ladder becomes before, canary-5, canary-50, canary-75, full; it was before, canary-5, canary-50, full`,
        hint,
        file,
        path: ["spec", "stages"],
        definition: ["ladders", "production", "stages"],
      },
    ],
  ],
  "a gate is loosened on the way": [
    transition(
      side("canary-5", [], (resource) => ({
        ...resource,
        spec: { ...resource.spec, gates: [{ name: "errors", kind: "limit", hold: "above 0.1 %" }] },
      })),
      side("canary-5", [], (resource) => ({
        ...resource,
        spec: { ...resource.spec, gates: [{ name: "errors", kind: "limit", hold: "above 5 %", noData: "hold" }] },
      })),
    ),
    [
      {
        message: `${onItsWay} hold of gate "errors" becomes "above 5 %"; it was "above 0.1 %"`,
        hint,
        file,
        path: ["spec", "gates", 0, "hold"],
        definition: ["gates", "errors"],
      },
      {
        message: `${onItsWay} noData of gate "errors" becomes "hold"; it was not given`,
        hint,
        file,
        path: ["spec", "gates", 0, "noData"],
        definition: ["gates", "errors"],
      },
    ],
  ],
  "limits change together with a step": [
    transition(
      side("before", []),
      side(
        "canary-5",
        [],
        stages((all) => all.map((stage) => (stage.name === "full" ? { ...stage, weight: 99 } : stage))),
      ),
    ),
    [
      {
        message: 'This change moves "checkout" in "production", and weight of stage "full" becomes "99"; it was "100"',
        hint: "leave it to a change of its own, merged before the step",
        file,
        path: ["spec", "stages", 3, "weight"],
        definition: ["ladders", "production", "stages", 3],
        severity: "error",
      },
    ],
  ],
};

test.each(Object.entries(cases))("%s", (_, [change, reports]) => {
  expect([...transitionLimits.check(change)]).toEqual(reports);
});
