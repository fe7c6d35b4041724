import { expect, test } from "vitest";
import { definitionSamples } from "../../../src/verify/checks/definition-samples.ts";
import { contextOf, definition, gate, measured, stages } from "../definitions.ts";

const errors = { ...gate, kind: "limit", signal: "errors", hold: { above: "1 %" } };
const shop = { expectedTraffic: { shop: { requests: "2/s" } } };

const cases: Readonly<Record<string, readonly [minimum: number, stage: object, environment: object, reports: readonly object[]]>> = {
  "as many as the hold brings": [360, { hold: "1h", gates: ["errors"] }, shop, []],
  "one more than that": [
    361,
    { hold: "1h", gates: ["errors"] },
    shop,
    [
      {
        message: 'Stage "some" brings about 360 requests in 1h at 5 % of 2/s, but gate "errors" needs 361',
        hint: "hold for 2h, give the candidate 6 %, or lower minimumSamples",
        file: "rollouts/shop.ts",
        path: ["ladders", "production", "stages", 1, "gates", 0],
      },
    ],
  ],
  "more than all requests together bring": [
    7201,
    { hold: "1h", gates: ["errors"] },
    shop,
    [
      {
        message: 'Stage "some" brings about 360 requests in 1h at 5 % of 2/s, but gate "errors" needs 7201',
        hint: "hold for 21h, or lower minimumSamples",
        file: "rollouts/shop.ts",
        path: ["ladders", "production", "stages", 1, "gates", 0],
      },
    ],
  ],
  "copies count": [7200, { hold: "1h", gates: ["errors"], levers: { weight: 5, mirror: 100 } }, shop, []],
  "nobody knows the traffic": [1_000_000, { hold: "1h", gates: ["errors"] }, {}, []],
  "without a hold there is nothing to count": [1_000_000, { gates: ["errors"] }, shop, []],
};

test.each(Object.entries(cases))("%s", (_, [minimumSamples, stage, environment, reports]) => {
  const parts = { ...measured, gates: { errors: { ...errors, minimumSamples } }, ladders: stages(stage) };
  expect([...definitionSamples.check(contextOf(definition(parts, environment)))]).toEqual(reports);
});
