import { expect, test } from "vitest";
import { dashboardTargets } from "../../../src/verify/checks/dashboard-targets.ts";
import type { Edits } from "../checkout.ts";
import { rampFolder } from "../ramp.ts";

const file = "dist/production/ramp/dashboard.json";

const cases: Readonly<Record<string, readonly [edits: Edits, reports: readonly object[]]>> = {
  "what is rendered asks for something": [{}, []],
  "nothing to show": [
    {
      "dashboard.json":
        '{"panels":[{"id":1,"type":"stat","title":"A"},{"id":2,"type":"stat","title":"B","targets":[{"expr":" "}]},{"id":3,"type":"row","title":"C"},{"id":4,"type":"text","title":"D"}]}',
    },
    [
      { message: 'Panel "A" asks for nothing', hint: "give it a query, or remove it", file, path: ["panels", 0] },
      { message: 'Panel "B" asks for nothing', hint: "give it a query, or remove it", file, path: ["panels", 1] },
    ],
  ],
};

test.each(Object.entries(cases))("%s", (_, [edits, reports]) => {
  expect([...dashboardTargets.check(rampFolder(edits))]).toEqual(reports);
});
