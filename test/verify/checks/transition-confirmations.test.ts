import { expect, test } from "vitest";
import { transitionConfirmations } from "../../../src/verify/checks/transition-confirmations.ts";
import { side, transition } from "../checkout.ts";

const file = "environments/production/checkout.confirmations.jsonl";
const hint = "restore the line from Git, and write what has changed as a new last line: confirmations only grow";
const [first = "", second = "", third = ""] = ["09", "10", "11"].map((hour) =>
  JSON.stringify({ gate: "reviewed", stage: "canary-5", by: "shop-team", at: `2026-11-20T${hour}:00:00Z` }),
);

const cases: Record<string, readonly [before: readonly string[], after: readonly string[], reports: readonly object[]]> = {
  "nothing is there": [[], [], []],
  "nothing changes": [[first, second], [first, second], []],
  "a line is added": [[first], [first, second], []],
  "the first lines are added": [[], [first, second], []],
  "a line in the middle is written anew": [
    [first, second, third],
    [first, second.replace("shop-team", "platform"), third],
    [{ message: "Line 2 of the confirmations was changed", hint, file, line: 2 }],
  ],
  "a line is put in between": [
    [first, third],
    [first, second, third],
    [{ message: "Line 2 of the confirmations was changed", hint, file, line: 2 }],
  ],
  "the last line is gone": [
    [first, second],
    [first],
    [{ message: "The confirmations have lost line 2 and what follows", hint, file, line: 1 }],
  ],
  "a line is added of a gate that is misspelt": [
    [first],
    [first, second.replace("reviewed", "reviewd")],
    [
      {
        message: 'Line 2 confirms nothing: stage "canary-5" asks people for no gate "reviewd"',
        hint: 'did you mean "reviewed"?',
        file,
        line: 2,
      },
    ],
  ],
  "a line is added of a gate that measures": [
    [],
    [first.replace("reviewed", "quiet")],
    [{ message: 'Line 1 confirms nothing: stage "canary-5" asks people for no gate "quiet"', hint: "use one of reviewed", file, line: 1 }],
  ],
  "a line is added of a stage that is not on the ladder": [
    [],
    [first.replace("canary-5", "canary-6")],
    [{ message: 'Line 1 confirms nothing: the ladder has no stage "canary-6"', hint: 'did you mean "canary-5"?', file, line: 1 }],
  ],
  "a line is added by nobody who is known": [
    [],
    [first.replace("shop-team", "shop-tea")],
    [{ message: 'Line 1 confirms nothing: "shop-tea" is no contact of the rollout', hint: 'did you mean "shop-team"?', file, line: 1 }],
  ],
  "what was confirmed before is left alone": [[first.replace("reviewed", "gone")], [first.replace("reviewed", "gone"), second], []],
  "the file is gone": [[first], [], [{ message: "The confirmations have lost line 1 and what follows", hint, file, line: 1 }]],
};

test.each(Object.entries(cases))("%s", (_, [before, after, reports]) => {
  const of = (confirmationLines: readonly string[]) => ({ ...side("canary-5", []), confirmationLines });
  expect([...transitionConfirmations.check(transition(of(before), of(after)))]).toEqual(reports);
});

test("a rollout that is gone takes its confirmations along", () => {
  const change = transition({ ...side("full", []), confirmationLines: [first] }, side(undefined, []));
  expect([...transitionConfirmations.check(change)]).toEqual([]);
});
