import { expect, test } from "vitest";
import { stateStage } from "../../../src/verify/checks/state-stage.ts";
import { checkoutCourse, checkoutFolder } from "../checkout.ts";

const file = "environments/production/checkout.yaml";

const cases: Record<string, readonly [course: Parameters<typeof checkoutCourse>[0], reports: readonly object[]]> = {
  "the state names the stage that is rendered": [{}, []],
  "without a state, the first stage is rendered": [{ state: undefined, folder: checkoutFolder("before") }, []],
  "a stage the ladder does not have": [
    { state: "stage: canary-55\n" },
    [
      {
        message: 'The state names stage "canary-55", which the ladder of "checkout" in "production" does not have',
        hint: 'did you mean "canary-5"?',
        file,
        path: ["stage"],
      },
    ],
  ],
  "a stage that is like none": [
    { state: "stage: everything\n" },
    [
      {
        message: 'The state names stage "everything", which the ladder of "checkout" in "production" does not have',
        hint: "use one of before, canary-5, canary-50, full",
        file,
        path: ["stage"],
      },
    ],
  ],
  "a state that was moved without rendering": [
    { state: "stage: canary-50\n" },
    [
      {
        message: 'The state is "canary-50", but dist/production/checkout is rendered at "canary-5"',
        hint: "run `rampart compile` and commit dist/ with the state",
        file,
        path: ["stage"],
      },
    ],
  ],
  "a state that was removed without rendering": [
    { state: undefined },
    [
      {
        message:
          'The state is "before", the first stage, as there is no state file, but dist/production/checkout is rendered at "canary-5"',
        hint: "run `rampart compile` and commit dist/ with the state",
        file,
        path: ["stage"],
      },
    ],
  ],
  "a state with more than a stage": [
    { state: "stage: canary-5\nweight: 50\n" },
    [{ message: 'The state cannot be read: unknown key "weight"', hint: "use one of stage, or remove it", file, path: ["weight"] }],
  ],
  "a state that is no YAML": [
    { state: "stage: [" },
    [
      {
        message: expect.stringMatching(/^The state cannot be read: ./),
        hint: "expected one line such as `stage: canary-5`",
        file,
        line: 1,
      },
    ],
  ],
  "an empty state": [
    { state: "" },
    [{ message: expect.stringMatching(/^The state cannot be read: ./), hint: "expected one line such as `stage: canary-5`", file }],
  ],
  "a state of nothing that is rendered": [
    { folder: undefined },
    [
      {
        message: `"${file}" belongs to nothing: dist/production/checkout is not rendered`,
        hint: "remove the file, or add the ladder and run `rampart compile`",
        file,
      },
    ],
  ],
  "a ledger of nothing that is rendered": [
    { folder: undefined, state: undefined },
    [
      {
        message: '"environments/production/checkout.ledger.jsonl" belongs to nothing: dist/production/checkout is not rendered',
        hint: "remove the file, or add the ladder and run `rampart compile`",
        file: "environments/production/checkout.ledger.jsonl",
      },
    ],
  ],
  "rollout data that cannot be read is another check's": [{ folder: checkoutFolder("canary-5", { "rollout.yaml": "{" }) }, []],
};

test.each(Object.entries(cases))("%s", (_, [course, reports]) => {
  expect([...stateStage.check(checkoutCourse(course))]).toEqual(reports);
});
