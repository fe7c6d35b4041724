import { expect, test } from "vitest";
import { definitionEntry } from "../../../src/verify/checks/definition-entry.ts";
import { definition, subjectOf } from "../definitions.ts";

function ladders(entries: Readonly<Record<string, readonly string[]>>): object {
  const stages = [
    { name: "before", title: "Before" },
    { name: "full", title: "All", levers: { weight: 100 } },
  ];
  return {
    ladders: Object.fromEntries(
      Object.entries(entries).map(([name, waits]) => [
        name,
        { stages, entry: waits.map((environment) => ({ environment, stage: "full" })) },
      ]),
    ),
  };
}

const never = (environment: string, way: string) => ({
  message: `The ladder of "${environment}" can never start: it waits for ${way}`,
  hint: "remove one of the entry conditions",
  file: "rollouts/shop.ts",
  path: ["ladders", environment, "entry"],
});

const cases: Readonly<Record<string, readonly [parts: object, reports: readonly object[]]>> = {
  "one after the other": [ladders({ development: [], staging: ["development"], production: ["staging", "development"] }), []],
  "each waits for the other": [
    ladders({ staging: ["production"], production: ["staging"] }),
    [never("staging", '"production", which waits for "staging"'), never("production", '"staging", which waits for "production"')],
  ],
  "one that waits for a circle is not in it": [
    ladders({ development: ["development"], production: ["development"] }),
    [never("development", '"development"')],
  ],
};

test.each(Object.entries(cases))("%s", (_, [parts, reports]) => {
  expect([...definitionEntry.check(subjectOf(definition(parts)))]).toEqual(reports);
});
