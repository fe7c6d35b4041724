import { expect, test } from "vitest";
import { dashboardIds } from "../../../src/verify/checks/dashboard-ids.ts";
import type { Edits } from "../checkout.ts";
import { rampFolder } from "../ramp.ts";

const file = "dist/production/ramp/dashboard.json";

const cases: Readonly<Record<string, readonly [edits: Edits, reports: readonly object[]]>> = {
  "what is rendered has numbers": [{}, []],
  "no number, and two of the same": [
    {
      "dashboard.json":
        '{"panels":[{"title":"A","type":"text"},{"id":0,"title":"B","type":"text"},{"id":1.5,"title":"C"},{"id":7,"title":"D"},{"id":7}]}',
    },
    [
      {
        message: 'Panel "A" has the id null, so no link can lead to it',
        hint: "give it a whole number from 1 up",
        file,
        path: ["panels", 0],
      },
      {
        message: 'Panel "B" has the id 0, so no link can lead to it',
        hint: "give it a whole number from 1 up",
        file,
        path: ["panels", 1, "id"],
      },
      {
        message: 'Panel "C" has the id 1.5, so no link can lead to it',
        hint: "give it a whole number from 1 up",
        file,
        path: ["panels", 2, "id"],
      },
      { message: 'Panel 7 has the id 7, as panel "D" has', hint: "give one of them another", file, path: ["panels", 4, "id"] },
    ],
  ],
  "queries without letters of their own": [
    {
      "dashboard.json": '{"panels":[{"id":1,"title":"A","targets":[{"expr":"up"},{"refId":"B","expr":"up"},{"refId":"B","expr":"up"},7]}]}',
    },
    [
      {
        message: 'Query 1 of panel "A" has no refId',
        hint: "give each query of a panel its own letter",
        file,
        path: ["panels", 0, "targets", 0],
      },
      {
        message: 'Query 3 of panel "A" has the refId "B" of another',
        hint: "give each query of a panel its own letter",
        file,
        path: ["panels", 0, "targets", 2],
      },
      {
        message: 'Query 4 of panel "A" has no refId',
        hint: "give each query of a panel its own letter",
        file,
        path: ["panels", 0, "targets", 3],
      },
    ],
  ],
  "within a row that is folded": [
    { "dashboard.json": '{"panels":[{"id":1,"type":"row","title":"A","panels":[{"id":1,"title":"B"}]}]}' },
    [
      {
        message: 'Panel "B" has the id 1, as panel "A" has',
        hint: "give one of them another",
        file,
        path: ["panels", 0, "panels", 0, "id"],
      },
    ],
  ],
};

test.each(Object.entries(cases))("%s", (_, [edits, reports]) => {
  expect([...dashboardIds.check(rampFolder(edits))]).toEqual(reports);
});
