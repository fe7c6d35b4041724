import { expect, test } from "vitest";
import { overrideForm } from "../../../src/verify/checks/override-form.ts";
import { checkoutCourse } from "../checkout.ts";

const file = "environments/production/checkout.overrides.yaml";
const hint = 'expected overrides: a list of kind "gate" (gate, stage), "freeze" or "hold" (after), each with reason, owner and expires';
const sound = "overrides:\n  - kind: freeze\n    reason: Agreed\n    owner: J. Martin\n    expires: 2026-11-21T12:00:00Z\n";

const cases: Record<string, readonly [overrides: string | undefined, reports: readonly object[]]> = {
  "there are none": [undefined, []],
  "they can be read": [sound, []],
  "nobody answers for one": [
    sound.replace("    owner: J. Martin\n", ""),
    [
      {
        message: "The overrides cannot be read: overrides[0].owner is missing: expected string",
        hint,
        file,
        path: ["overrides", 0, "owner"],
      },
    ],
  ],
  "a key too many": [
    sound.replace("owner:", "owner: J. Martin\n    gate:"),
    [
      {
        message: 'The overrides cannot be read: unknown key "gate" in overrides[0]',
        hint: "remove it: only another kind has it",
        file,
        path: ["overrides", 0, "gate"],
      },
    ],
  ],
  "no list at all": [
    "overrides: yes\n",
    [{ message: 'The overrides cannot be read: overrides expected array, got "yes"', hint, file, path: ["overrides"] }],
  ],
};

test.each(Object.entries(cases))("%s", (_, [overrides, reports]) => {
  expect([...overrideForm.check(checkoutCourse(overrides === undefined ? {} : { overrides }))]).toEqual(reports);
});
