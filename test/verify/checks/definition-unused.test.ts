import { expect, test } from "vitest";
import { definitionUnused } from "../../../src/verify/checks/definition-unused.ts";
import { definition, stages, subjectOf } from "../definitions.ts";

const asked = { kind: "checklist", title: "Asked", items: [{ text: "Ask." }] };
const probe = { kind: "http", title: "Up", proves: "It is up.", url: "https://shop.example.com/up", expect: { status: [200] } };
const procedure = { title: "Look", use: "investigate", steps: [{ text: "Look." }] };
const file = "rollouts/shop.ts";

const cases: Readonly<Record<string, readonly [parts: object, reports: readonly object[]]>> = {
  "everything is named": [
    {
      gates: { asked, up: { kind: "probe", title: "Up", probes: ["up"] } },
      probes: { up: probe },
      procedures: { look: procedure },
      ladders: stages({ gates: ["asked", "up"], procedures: ["look"] }),
    },
    [],
  ],
  "nothing is": [
    { gates: { asked }, probes: { up: probe }, procedures: { look: procedure }, metrics: { up: { type: "gauge", help: "Up." } } },
    [
      { message: 'Nothing names gate "asked"', hint: "name it in the gates of a stage, or remove it", file, path: ["gates", "asked"] },
      {
        message: 'Nothing names probe "up"',
        hint: "name it in a gate, a procedure or a rollback level, or remove it",
        file,
        path: ["probes", "up"],
      },
      {
        message: 'Nothing names procedure "look"',
        hint: "name it in the procedures of a stage, or remove it",
        file,
        path: ["procedures", "look"],
      },
      { message: 'Nothing names metric "up"', hint: "use it in a signal or an alert, or remove it", file, path: ["metrics", "up"] },
    ],
  ],
  "a gate that is named, but by no stage": [
    { gates: { asked }, exitCriteria: [{ title: "Done", items: [{ text: "All asked.", gate: "asked" }] }] },
    [
      {
        message: 'No stage asks gate "asked", so it never holds anything up',
        hint: "name it in the gates of a stage",
        file,
        path: ["gates", "asked"],
      },
    ],
  ],
};

test.each(Object.entries(cases))("%s", (_, [parts, reports]) => {
  expect([...definitionUnused.check(subjectOf(definition(parts)))]).toEqual(reports);
});
