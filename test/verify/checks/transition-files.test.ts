import { expect, test } from "vitest";
import { transitionFiles } from "../../../src/verify/checks/transition-files.ts";
import type { Transition } from "../../../src/verify/transition/transition.ts";
import { side, transition } from "../checkout.ts";

const own = [
  "environments/production/checkout.yaml",
  "environments/production/checkout.ledger.jsonl",
  "dist/production/checkout/rollout.yaml",
  "dist/production/checkout/manifests/httproute.yaml",
];
const step = transition(side("canary-5", []), side("canary-50", []));
const stay = transition(side("canary-5", []), side("canary-5", []));
const basket: Transition = {
  ...step,
  rollout: "basket",
  ownPrefix: {
    state: "environments/production/basket.yaml",
    ledger: "environments/production/basket.ledger.jsonl",
    confirmations: "environments/production/basket.confirmations.jsonl",
    folder: "dist/production/basket/",
  },
};
const part = "leave it to a change of its own: a step is reviewed for its evidence alone";

const cases: Record<string, readonly [transitions: readonly Transition[], changedFiles: readonly string[], reports: readonly object[]]> = {
  "a step touches its own files": [[step], own, []],
  "two steps touch the files of both": [
    [step, basket],
    [...own, "environments/production/basket.yaml", "dist/production/basket/values.yaml"],
    [],
  ],
  "without a step, everything may be touched": [[stay], [...own, "rollouts/checkout.ts", "src/shop.ts"], []],
  "a rollout that is new brings its definition along": [
    [transition(side(undefined, []), side("before", []))],
    [...own, "rollouts/checkout.ts"],
    [],
  ],
  "what people confirmed comes with the step": [[step], [...own, "environments/production/checkout.confirmations.jsonl"], []],
  "what people confirmed of another rollout does not": [
    [step],
    [...own, "environments/production/basket.confirmations.jsonl"],
    [
      {
        message:
          'This change moves "checkout" in "production" and touches "environments/production/basket.confirmations.jsonl", which is no part of the step',
        hint: part,
        file: "environments/production/basket.confirmations.jsonl",
      },
    ],
  ],
  "what people decide comes before the step": [
    [step],
    [...own, "environments/production/checkout.overrides.yaml", "environments/stop.yaml"],
    ["environments/production/checkout.overrides.yaml", "environments/stop.yaml"].map((file) => ({
      message: `This change moves "checkout" in "production" and edits "${file}", where people decide what steps may be taken`,
      hint: "decide in a change of its own: a step rests on what was decided before it",
      file,
    })),
  ],
  "a definition is edited with a step": [
    [step],
    [...own, "rollouts/checkout.ts"],
    [
      {
        message: 'This change moves "checkout" in "production" and edits the definition "rollouts/checkout.ts"',
        hint: "edit the definition in a change of its own: a step rests on limits that were merged before it",
        file: "rollouts/checkout.ts",
      },
    ],
  ],
  "a file beside the project is touched": [
    [step],
    [...own, "../src/shop.ts"],
    [
      {
        message: 'This change moves "checkout" in "production" and touches "../src/shop.ts", which is no part of the step',
        hint: part,
        file: "../src/shop.ts",
      },
    ],
  ],
  "another rollout's files are touched": [
    [step, { ...basket, before: stay.before, after: stay.after }],
    [...own, "dist/production/basket/values.yaml"],
    [
      {
        message:
          'This change moves "checkout" in "production" and touches "dist/production/basket/values.yaml", which is no part of the step',
        hint: part,
        file: "dist/production/basket/values.yaml",
      },
    ],
  ],
  "a folder whose name begins alike": [
    [step],
    [...own, "dist/production/checkout-evil/values.yaml", "environments/production/checkout.yaml.bak"],
    [
      {
        message:
          'This change moves "checkout" in "production" and touches "dist/production/checkout-evil/values.yaml", which is no part of the step',
        hint: part,
        file: "dist/production/checkout-evil/values.yaml",
      },
      {
        message:
          'This change moves "checkout" in "production" and touches "environments/production/checkout.yaml.bak", which is no part of the step',
        hint: part,
        file: "environments/production/checkout.yaml.bak",
      },
    ],
  ],
  "a move that cannot be judged is a move": [
    [{ ...step, after: { ...step.after, stage: "nowhere" } }],
    [...own, "rollouts/checkout.ts"],
    [
      {
        message: 'This change moves "checkout" in "production" and edits the definition "rollouts/checkout.ts"',
        hint: "edit the definition in a change of its own: a step rests on limits that were merged before it",
        file: "rollouts/checkout.ts",
      },
    ],
  ],
};

test.each(Object.entries(cases))("%s", (_, [transitions, changedFiles, reports]) => {
  expect([...transitionFiles.check({ revision: "main", transitions, changedFiles })]).toEqual(reports);
});
