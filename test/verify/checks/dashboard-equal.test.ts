import { expect, test } from "vitest";
import { dashboardEqual } from "../../../src/verify/checks/dashboard-equal.ts";
import type { Edits } from "../checkout.ts";
import { dashboard, rampFolder } from "../ramp.ts";

const file = "dist/production/ramp/manifests/dashboard.yaml";

const cases: Readonly<Record<string, readonly [edits: Edits, reports: readonly object[]]>> = {
  "the manifest carries the dashboard": [{}, []],
  "another dashboard": [
    { "dashboard.json": dashboard({ refresh: "5s" }) },
    [
      {
        message: "The ConfigMap carries another dashboard than dashboard.json",
        hint: "render the folder again with rampart compile",
        file,
        document: 0,
        path: ["data", "ramp-production.json"],
      },
    ],
  ],
  "a manifest without a dashboard": [
    { "manifests/dashboard.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ramp\ndata: {}\n" },
    [{ message: "manifests/dashboard.yaml carries no dashboard", hint: "render the folder again with rampart compile", file }],
  ],
  "a dashboard that no manifest applies": [
    { "manifests/dashboard.yaml": undefined },
    [
      {
        message: "No manifest applies the dashboard of dashboard.json",
        hint: "render the folder again with rampart compile",
        file: "dist/production/ramp/dashboard.json",
      },
    ],
  ],
  "another one in the operator's object": [
    {
      "manifests/dashboard.yaml":
        "apiVersion: grafana.integreatly.org/v1beta1\nkind: GrafanaDashboard\nmetadata:\n  name: ramp\nspec:\n  json: '{}'\n",
    },
    [
      {
        message: "The GrafanaDashboard carries another dashboard than dashboard.json",
        hint: "render the folder again with rampart compile",
        file,
        document: 0,
        path: ["spec", "json"],
      },
    ],
  ],
  "without either there is nothing to say here": [{ "dashboard.json": undefined }, []],
};

test.each(Object.entries(cases))("%s", (_, [edits, reports]) => {
  expect([...dashboardEqual.check(rampFolder(edits))]).toEqual(reports);
});
