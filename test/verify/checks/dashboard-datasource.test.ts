import { expect, test } from "vitest";
import { dashboardDatasource } from "../../../src/verify/checks/dashboard-datasource.ts";
import type { Edits } from "../checkout.ts";
import { dashboard, rampFolder } from "../ramp.ts";

const file = "dist/production/ramp/dashboard.json";

const cases: Readonly<Record<string, readonly [edits: Edits, reports: readonly object[]]>> = {
  "what is rendered asks the variable's source": [{}, []],
  "no variable": [
    { "dashboard.json": dashboard({ templating: { list: [] } }) },
    [
      {
        message: "The dashboard has 0 data source variables, expected one",
        hint: 'keep one, named "datasource", of type "datasource"',
        file,
        path: ["templating"],
      },
    ],
  ],
  "two of them": [
    { "dashboard.json": '{"panels":[],"templating":{"list":[{"type":"datasource"},{"type":"datasource"},{"type":"query"}]}}' },
    [
      {
        message: "The dashboard has 2 data source variables, expected one",
        hint: 'keep one, named "datasource", of type "datasource"',
        file,
        path: ["templating"],
      },
    ],
  ],
  "another name and another kind": [
    { "dashboard.json": '{"panels":[],"templating":{"list":[{"type":"datasource","name":"ds","query":"loki"}]}}' },
    [
      {
        message: 'The data source variable is named "ds", expected "datasource"',
        hint: 'name it "datasource"',
        file,
        path: ["templating", "list", 0, "name"],
      },
      {
        message: 'The data source variable offers "loki", expected Prometheus',
        hint: 'set query: "prometheus"',
        file,
        path: ["templating", "list", 0, "query"],
      },
    ],
  ],
  "a source by its own name": [
    {
      "dashboard.json":
        '{"panels":[{"id":1,"type":"stat","title":"A","datasource":{"uid":"abc"},"targets":[{"expr":"up","datasource":"Prometheus"},{"expr":"up"}]},{"id":2,"type":"stat","title":"B","targets":[]},{"id":3,"type":"text","title":"C"}],"annotations":{"list":[{"expr":"up","datasource":"-- Grafana --"}]},"templating":{"list":[{"type":"datasource","name":"datasource","query":"prometheus"}]}}',
    },
    [
      {
        message: 'Panel "A" asks data source "abc", expected "${datasource}"',
        hint: "name the variable, so that the dashboard works in every Grafana",
        file,
        path: ["panels", 0, "datasource"],
      },
      {
        message: 'Query 1 of panel "A" asks data source "Prometheus", expected "${datasource}"',
        hint: "name the variable, so that the dashboard works in every Grafana",
        file,
        path: ["panels", 0, "targets", 0, "datasource"],
      },
      {
        message: 'Panel "B" asks data source null, expected "${datasource}"',
        hint: "name the variable, so that the dashboard works in every Grafana",
        file,
        path: ["panels", 1],
      },
      {
        message: 'A dashboard annotation asks data source "-- Grafana --", expected "${datasource}"',
        hint: "name the variable, so that the dashboard works in every Grafana",
        file,
        path: ["annotations", "list", 0, "datasource"],
      },
    ],
  ],
};

test.each(Object.entries(cases))("%s", (_, [edits, reports]) => {
  expect([...dashboardDatasource.check(rampFolder(edits))]).toEqual(reports);
});
