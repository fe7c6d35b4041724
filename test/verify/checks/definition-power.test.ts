import { expect, test } from "vitest";
import { definitionPower } from "../../../src/verify/checks/definition-power.ts";
import { contextOf, definition, gate, measured, stages } from "../definitions.ts";

const errors = { ...gate, kind: "limit", signal: "errors", hold: { above: "1 %" } };
const shop = { expectedTraffic: { shop: { requests: "40/s", errors: "0.5 %" } } };
const place = { file: "rollouts/shop.ts", path: ["ladders", "production", "stages", 1, "gates", 0] };

const cases: Readonly<Record<string, readonly [gate: object, stage: object, environment: object, reports: readonly object[]]>> = {
  "a hold that brings enough": [errors, { hold: "24h", gates: ["errors"] }, shop, []],
  "a hold that is too short": [
    errors,
    { hold: "10m", gates: ["errors"] },
    shop,
    [
      {
        message: expect.stringMatching(
          /^Gate "errors" cannot prove its limit at stage "some" within 10m: needs \d+ requests, of which 1200 are expected$/,
        ),
        hint: expect.stringMatching(
          /^hold for \d+m, give the candidate \d+ %, or ask for less; `rampart plan` shows what each stage can tell$/,
        ),
        ...place,
      },
    ],
  ],
  "too few for the gate's own minimum, which another check tells": [
    { ...errors, minimumSamples: 1_000_000 },
    { hold: "10m", gates: ["errors"] },
    shop,
    [],
  ],
  "a service that is beyond the limit already": [
    { ...errors, hold: { above: "0.4 %" } },
    { hold: "24h", gates: ["errors"] },
    shop,
    [
      {
        message:
          'Gate "errors" cannot prove its limit at stage "some" within 24h: a service that is as good as expected, with 0.5 % bad requests, is beyond it already',
        hint: "widen the limit, ask for the gate at another stage, or correct expectedTraffic; `rampart plan` shows what each stage can tell",
        ...place,
      },
    ],
  ],
  "nobody knows the traffic": [errors, { hold: "10m", gates: ["errors"] }, {}, []],
};

test.each(Object.entries(cases))("%s", (_, [errors, stage, environment, reports]) => {
  const parts = { ...measured, gates: { errors }, ladders: stages(stage) };
  expect([...definitionPower.check(contextOf(definition(parts, environment)))]).toEqual(reports);
});
