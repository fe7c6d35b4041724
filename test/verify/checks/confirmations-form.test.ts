import { expect, test } from "vitest";
import { confirmationsForm } from "../../../src/verify/checks/confirmations-form.ts";
import { checkoutCourse } from "../checkout.ts";

const file = "environments/production/checkout.confirmations.jsonl";
const hint = 'expected {"gate":"…","stage":"…","by":"<contact>","at":"2026-11-20T09:00:00Z"}, with "item" for one item of several';
const confirmed = (parts: object = {}): string =>
  `${JSON.stringify({ gate: "reviewed", stage: "canary-5", by: "shop-team", at: "2026-11-20T09:00:00Z", ...parts })}\n`;

const cases: Record<string, readonly [confirmations: string | undefined, reports: readonly object[]]> = {
  "nobody confirmed anything": [undefined, []],
  "an empty file": ["", []],
  "one sound confirmation a line": [confirmed() + confirmed({ item: "Read the logs", operator: "J. Martin", note: "Twice" }), []],
  "a line that is no JSON": [`${confirmed()}{"gate":\n`, [{ message: "Line 2 of the confirmations is not JSON", hint, file, line: 2 }]],
  "a blank line": [`${confirmed()}\n${confirmed()}`, [{ message: "Line 2 of the confirmations is blank", hint, file, line: 2 }]],
  "nobody stands for it": [
    confirmed({ by: undefined }),
    [{ message: "Line 1 of the confirmations is not a confirmation: by: is missing: expected string", hint, file, line: 1 }],
  ],
  "a key that nobody knows": [
    confirmed({ done: true }),
    [{ message: 'Line 1 of the confirmations is not a confirmation: done: unknown key "done"', hint, file, line: 1 }],
  ],
  "a day without a time": [
    confirmed({ at: "2026-11-20" }),
    [{ message: expect.stringContaining('expected a UTC time such as "2025-10-15T09:00:00Z", got "2026-11-20"'), hint, file, line: 1 }],
  ],
  "no newline at the end": [
    confirmed().trimEnd(),
    [
      {
        message: "The last line of the confirmations does not end with a newline: the next would be written onto it",
        hint: "end the file with a newline",
        file,
        line: 1,
      },
    ],
  ],
};

test.each(Object.entries(cases))("%s", (_, [confirmations, reports]) => {
  expect([...confirmationsForm.check(checkoutCourse(confirmations === undefined ? {} : { confirmations }))]).toEqual(reports);
});
