import { expect, test } from "vitest";
import { dashboardUnits } from "../../../src/verify/checks/dashboard-units.ts";
import type { Edits } from "../checkout.ts";
import { rampFolder } from "../ramp.ts";

const file = "dist/production/ramp/dashboard.json";

const cases: Readonly<Record<string, readonly [edits: Edits, reports: readonly object[]]>> = {
  "what is rendered has units": [{}, []],
  "no unit, an unknown one and a slip": [
    {
      "dashboard.json":
        '{"panels":[{"id":1,"type":"stat","title":"A"},{"id":2,"type":"gauge","title":"B","fieldConfig":{"defaults":{"unit":"parsecs per fortnight"}}},{"id":3,"type":"timeseries","title":"C","fieldConfig":{"defaults":{"unit":"secs"}}},{"id":4,"type":"stat","title":"D","fieldConfig":{"defaults":{"unit":7}}}]}',
    },
    [
      {
        message: 'Panel "A" shows values without a unit',
        hint: 'set fieldConfig.defaults.unit; "short" for plain numbers',
        file,
        path: ["panels", 0],
      },
      {
        message: 'Panel "B" has the unit "parsecs per fortnight", which Grafana does not know',
        hint: "use a unit of Grafana, such as s, bytes, percentunit or short",
        file,
        path: ["panels", 1, "fieldConfig", "defaults", "unit"],
      },
      {
        message: 'Panel "C" has the unit "secs", which Grafana does not know',
        hint: "use a unit of Grafana, such as s, bytes, percentunit or short",
        file,
        path: ["panels", 2, "fieldConfig", "defaults", "unit"],
      },
      {
        message: 'Panel "D" has the unit 7, which Grafana does not know',
        hint: "use a unit of Grafana, such as s, bytes, percentunit or short",
        file,
        path: ["panels", 3, "fieldConfig", "defaults", "unit"],
      },
    ],
  ],
  "words, texts, tables and units that are spelt out": [
    {
      "dashboard.json":
        '{"panels":[{"id":1,"type":"stat","title":"A","fieldConfig":{"defaults":{"mappings":[{}]}}},{"id":2,"type":"text","title":"B"},{"id":3,"type":"table","title":"C"},{"id":4,"type":"stat","title":"D","fieldConfig":{"defaults":{"unit":"suffix:/min"}}}]}',
    },
    [],
  ],
};

test.each(Object.entries(cases))("%s", (_, [edits, reports]) => {
  expect([...dashboardUnits.check(rampFolder(edits))]).toEqual(reports);
});
