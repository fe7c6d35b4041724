import { expect, test } from "vitest";
import { crossChecks } from "../../src/project/cross-checks.ts";
import { definition } from "../verify/definitions.ts";

const stages = [
  { name: "before", title: "Before" },
  { name: "full", title: "All", levers: { variables: {} } },
];

/** What is wrong where a rollout has ladders for these environments, and one environment, "production", is defined. */
function problemsOf(ladders: object) {
  const { rollout, environment: production } = definition({ ladders });
  return crossChecks(
    new Map([["production", { value: production, file: "environments/production.ts" }]]),
    new Map([["shop", { value: rollout, file: "rollouts/shop.ts" }]]),
  );
}

const cases: Readonly<Record<string, readonly [ladders: object, problems: readonly object[]]>> = {
  nothing: [{ production: { stages } }, []],
  "a ladder whose environment is not there, and near to none": [
    { moon: { stages } },
    [
      {
        file: "rollouts/shop.ts",
        path: "ladders.moon",
        message: 'names environment "moon", which does not exist',
        hint: "add it to environments/<name>.ts, or use one of production",
      },
    ],
  ],
  "a ladder whose environment is misspelt": [
    { prodution: { stages } },
    [
      {
        file: "rollouts/shop.ts",
        path: "ladders.prodution",
        message: 'names environment "prodution", which does not exist',
        hint: 'did you mean "production"?',
      },
    ],
  ],
};

test.each(Object.entries(cases))("%s", (_, [ladders, problems]) => {
  expect(problemsOf(ladders)).toEqual(problems);
});

test("no environment at all", () => {
  const { rollout } = definition({ ladders: { moon: { stages } } });
  expect(crossChecks(new Map(), new Map([["shop", { value: rollout, file: "rollouts/shop.ts" }]]))).toEqual([
    expect.objectContaining({ hint: "add it to environments/<name>.ts" }),
  ]);
});
