import { expect, test } from "vitest";
import { dashboardEditable } from "../../../src/verify/checks/dashboard-editable.ts";
import type { Edits } from "../checkout.ts";
import { dashboard, rampFolder } from "../ramp.ts";

const file = "dist/production/ramp/dashboard.json";

const cases: Readonly<Record<string, readonly [edits: Edits, reports: readonly object[]]>> = {
  "what is rendered cannot be edited": [{}, []],
  "it can": [
    { "dashboard.json": dashboard({ editable: true }) },
    [
      {
        message: "The dashboard can be edited by hand, and the next sync undoes what was changed",
        hint: "set editable: false",
        file,
        path: ["editable"],
      },
    ],
  ],
  "it can, by default": [
    { "dashboard.json": '{"panels":[]}' },
    [
      {
        message: "The dashboard can be edited by hand, and the next sync undoes what was changed",
        hint: "set editable: false",
        file,
        path: [],
      },
    ],
  ],
};

test.each(Object.entries(cases))("%s", (_, [edits, reports]) => {
  expect([...dashboardEditable.check(rampFolder(edits))]).toEqual(reports);
});
