import { expect, test } from "vitest";
import { dashboardTexts } from "../../../src/verify/checks/dashboard-texts.ts";
import type { Edits } from "../checkout.ts";
import { rampFolder } from "../ramp.ts";

const file = "dist/production/ramp/dashboard.json";

const cases: Readonly<Record<string, readonly [edits: Edits, reports: readonly object[]]>> = {
  "what is rendered says what it shows": [{}, []],
  "neither title nor description": [
    {
      "dashboard.json":
        '{"panels":[{"id":1,"type":"row","title":"A"},{"id":2,"type":"stat"},{"id":3,"type":"stat","title":"B","description":" "},{"id":4,"type":"row","title":""}]}',
    },
    [
      { message: "Panel 2 has no title", hint: "give it a title", file, path: ["panels", 1] },
      { message: "Panel 2 has no description", hint: "give it a description", file, path: ["panels", 1] },
      { message: 'Panel "B" has no description', hint: "give it a description", file, path: ["panels", 2, "description"] },
      { message: "Panel 4 has no title", hint: "give it a title", file, path: ["panels", 3, "title"] },
    ],
  ],
};

test.each(Object.entries(cases))("%s", (_, [edits, reports]) => {
  expect([...dashboardTexts.check(rampFolder(edits))]).toEqual(reports);
});
