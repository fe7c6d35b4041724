import { expect, test } from "vitest";
import { definitionLadderDown } from "../../../src/verify/checks/definition-ladder-down.ts";
import { contextOf, definition } from "../definitions.ts";

function ladder(...weights: readonly number[]): object {
  return {
    ladders: { production: { stages: weights.map((weight, index) => ({ name: `stage-${index}`, title: "A stage", levers: { weight } })) } },
  };
}

const cases: Readonly<Record<string, readonly [parts: object, reports: readonly object[]]>> = {
  "up, and level for a while": [ladder(0, 5, 5, 50, 100), []],
  "down on the way": [
    ladder(0, 50, 20, 100),
    [
      {
        message: 'Stage "stage-2" takes the candidate from 50 % down to 20 %',
        hint: "put the stages in order; to go back, use rampart rollback",
        file: "rollouts/shop.ts",
        path: ["ladders", "production", "stages", 2],
      },
    ],
  ],
};

test.each(Object.entries(cases))("%s", (_, [parts, reports]) => {
  expect([...definitionLadderDown.check(contextOf(definition(parts)))]).toEqual(reports);
});
