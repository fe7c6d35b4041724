import { expect, test } from "vitest";
import { definitionHold } from "../../../src/verify/checks/definition-hold.ts";
import { contextOf, definition, gate, measured, stages } from "../definitions.ts";

const gates = {
  latency: { ...gate, kind: "limit", signal: "latency", hold: { above: "1s" } },
  errors: { ...gate, kind: "limit", signal: "errors", hold: { above: "1 %" }, rollback: { above: "5 %" }, badStreak: "2h" },
  quiet: { ...gate, kind: "alerts-quiet", severities: ["critical"], quietFor: "4h" },
};
const place = { file: "rollouts/shop.ts", path: ["ladders", "production", "stages", 1, "gates", 0] };

const cases: Readonly<Record<string, readonly [stage: object, reports: readonly object[]]>> = {
  "long enough for all": [{ hold: "4h", gates: ["latency", "errors", "quiet"] }, []],
  "no hold at all is another's matter": [{ gates: ["latency", "errors", "quiet"] }, []],
  "shorter than a signal's window": [
    { hold: "30m", gates: ["latency"] },
    [
      {
        message: 'Stage "some" holds 30m, less than the 1h that the signal of gate "latency" looks back',
        hint: "hold for at least 1h, or shorten the signal's window",
        ...place,
      },
    ],
  ],
  "shorter than a breach must last": [
    { hold: "1h", gates: ["errors"] },
    [
      {
        message: 'Stage "some" holds 1h, less than the 2h for which gate "errors" must be breached before going back is proposed',
        hint: "shorten badStreak, or lengthen the hold",
        ...place,
      },
    ],
  ],
  "shorter than it must have been quiet": [
    { hold: "1h", gates: ["quiet"] },
    [
      {
        severity: "notice",
        message: 'Gate "quiet" asks for 4h without alerts, longer than "some" (1h) in "production" hold: it counts the stages before, too',
        hint: "hold for 4h there, or ask for less, if that is not meant",
        file: "rollouts/shop.ts",
        path: ["gates", "quiet", "quietFor"],
      },
    ],
  ],
};

test.each(Object.entries(cases))("%s", (_, [stage, reports]) => {
  expect([...definitionHold.check(contextOf(definition({ ...measured, gates, ladders: stages(stage) })))]).toEqual(reports);
});
