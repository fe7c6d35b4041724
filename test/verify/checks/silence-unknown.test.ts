import { expect, test } from "vitest";
import { silenceUnknown } from "../../../src/verify/checks/silence-unknown.ts";
import { silenceSubject } from "./silences.ts";

const place = {
  file: "dist/production/checkout/rollout.yaml",
  path: ["spec", "silences", 0, "check"],
  definition: ["silences", 0, "check"],
};

const cases: Record<string, readonly [check: string, reports: readonly object[]]> = {
  "a check that may be silenced": ["rules-labels", []],
  "a slip of the pen": [
    "rule-labels",
    [{ message: 'The silence names check "rule-labels", which does not exist', hint: 'did you mean "rules-labels"?', ...place }],
  ],
  "a check that nobody knows": [
    "everything",
    [
      {
        message: 'The silence names check "everything", which does not exist',
        hint: "remove the silence, or name the check that a finding tells",
        ...place,
      },
    ],
  ],
  "a check that is never silent": [
    "tree-regular",
    [{ message: "The check tree-regular cannot be silenced", hint: "correct what it reports, and remove the silence", ...place }],
  ],
};

test.each(Object.entries(cases))("%s", (_, [check, reports]) => {
  expect([...silenceUnknown.check(silenceSubject({ silence: { check } }))]).toEqual(reports);
});
