import { expect, test } from "vitest";
import { transitionStage } from "../../../src/verify/checks/transition-stage.ts";
import type { Transition } from "../../../src/verify/transition/transition.ts";
import { side, transition } from "../checkout.ts";

const file = "environments/production/checkout.yaml";
const place = { file, path: ["stage"] };
const between = (from: string | undefined, to: string | undefined): Transition => transition(side(from, []), side(to, []));

const cases: Record<string, readonly [change: Transition, reports: readonly object[]]> = {
  "nothing moves": [between("canary-5", "canary-5"), []],
  "one stage up": [between("canary-5", "canary-50"), []],
  "all the way down": [between("full", "before"), []],
  "a stage is left out": [
    between("before", "canary-50"),
    [
      {
        message: '"checkout" in "production" goes from "before" to "canary-50" and leaves out "canary-5"',
        hint: 'go to "canary-5" first: each stage has gates of its own',
        ...place,
      },
    ],
  ],
  "two stages are left out": [
    between("before", "full"),
    [
      {
        message: '"checkout" in "production" goes from "before" to "full" and leaves out "canary-5", "canary-50"',
        hint: 'go to "canary-5" first: each stage has gates of its own',
        ...place,
      },
    ],
  ],
  "a rollout that is new begins at the first stage": [between(undefined, "before"), []],
  "a rollout that is new begins in the middle": [
    between(undefined, "canary-50"),
    [{ message: '"checkout" is new in "production" and begins at "canary-50"', hint: 'begin at "before", the first stage', ...place }],
  ],
  "a rollout that is gone": [between("full", undefined), []],
  "a stage that only this change adds": [
    { ...between("canary-5", "canary-50"), after: { ...side("canary-50", []), stage: "canary-75" } },
    [
      {
        message: 'Cannot judge the move of "checkout" in "production" from "canary-5" to "canary-75": the ladder has no stage "canary-75"',
        hint: 'did you mean "canary-5"?',
        ...place,
      },
    ],
  ],
  "the ladder of the base revision judges, not the one this change brings": [
    transition(
      side("before", []),
      side("full", [], (resource) => ({
        ...resource,
        spec: { ...resource.spec, stages: resource.spec.stages.filter(({ name }) => !name.startsWith("canary")) },
      })),
    ),
    [
      {
        message: '"checkout" in "production" goes from "before" to "full" and leaves out "canary-5", "canary-50"',
        hint: 'go to "canary-5" first: each stage has gates of its own',
        ...place,
      },
    ],
  ],
  "no ladder anywhere": [
    transition({ ...side("before", []), resource: undefined }, { ...side("canary-5", []), resource: undefined }),
    [
      {
        message:
          'Cannot judge the move of "checkout" in "production" from "before" to "canary-5": dist/production/checkout/rollout.yaml tells no ladder',
        hint: "run `rampart compile`, and move between stages of the ladder as it was merged",
        ...place,
      },
    ],
  ],
};

test.each(Object.entries(cases))("%s", (_, [change, reports]) => {
  expect([...transitionStage.check(change)]).toEqual(reports);
});
