import { expect, test } from "vitest";
import { definitionStageEvidence } from "../../../src/verify/checks/definition-stage-evidence.ts";
import { contextOf, definition, gate, measured, stages } from "../definitions.ts";

const gates = {
  errors: { ...gate, kind: "limit", signal: "errors", hold: { above: "1 %" } },
  asked: { kind: "checklist", title: "Asked", items: [{ text: "Ask." }] },
};
const place = { file: "rollouts/shop.ts", path: ["ladders", "production", "stages", 1] };

const cases: Readonly<Record<string, readonly [stage: object, reports: readonly object[]]>> = {
  "a hold and a gate": [{ hold: "1h", gates: ["errors"] }, []],
  "people need no hold to answer": [{ gates: ["asked"] }, []],
  "a stage that does not use the candidate": [{ levers: { weight: 0 } }, []],
  "a hold, but no gate": [
    { hold: "1h" },
    [{ message: 'Stage "some" uses the candidate, but has no gates', hint: "name the gates that must pass to leave it", ...place }],
  ],
  neither: [
    {},
    [
      {
        message: 'Stage "some" uses the candidate, but has no gates and no hold',
        hint: "name the gates that must pass to leave it",
        ...place,
      },
    ],
  ],
  "nothing to judge the gate over": [
    { gates: ["asked", "errors"] },
    [
      {
        message: 'Stage "some" has no hold over which gate "errors" could be judged',
        hint: "add hold: how long to watch before going on",
        ...place,
      },
    ],
  ],
};

test.each(Object.entries(cases))("%s", (_, [stage, reports]) => {
  expect([...definitionStageEvidence.check(contextOf(definition({ ...measured, gates, ladders: stages(stage) })))]).toEqual(reports);
});
