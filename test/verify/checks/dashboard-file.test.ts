import { expect, test } from "vitest";
import { dashboardFile } from "../../../src/verify/checks/dashboard-file.ts";
import type { Edits } from "../checkout.ts";
import { rampFolder } from "../ramp.ts";

const file = "dist/production/ramp/dashboard.json";

const cases: Readonly<Record<string, readonly [edits: Edits, reports: readonly object[]]>> = {
  "what is rendered is a dashboard": [{}, []],
  "a file that cannot be read is another's matter": [{ "dashboard.json": "{" }, []],
  "not an object": [
    { "dashboard.json": "[]" },
    [{ message: "dashboard.json is not an object", hint: "render it again with rampart compile", file, path: [] }],
  ],
  "the newer model": [
    { "dashboard.json": '{"apiVersion":"dashboard.grafana.app/v2","spec":{"elements":{}}}' },
    [
      {
        message: "dashboard.json is of Grafana's newer model, which files and sidecars refuse",
        hint: "save it in the classic model, with panels at the top",
        file,
        path: [],
      },
    ],
  ],
  "no panels": [
    { "dashboard.json": '{"title":"A"}' },
    [{ message: 'dashboard.json has no list "panels"', hint: "render it again with rampart compile", file, path: [] }],
  ],
  "no title": [
    { "dashboard.json": '{"title":" ","panels":[]}' },
    [{ message: "dashboard.json has no title", hint: "give it one", file, path: ["title"] }],
  ],
  "without a dashboard there is nothing to say here": [{ "dashboard.json": undefined }, []],
};

test.each(Object.entries(cases))("%s", (_, [edits, reports]) => {
  expect([...dashboardFile.check(rampFolder(edits))]).toEqual(reports);
});
