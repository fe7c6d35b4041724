import { expect, test } from "vitest";
import { UserError } from "../../../src/base/user-error.ts";
import { planRollback } from "../../../src/step/decide/plan-rollback.ts";
import { situation, type Situation } from "./situation.ts";

const cases: Readonly<Record<string, readonly [given: Situation, to: string | undefined, target: string]>> = {
  "it goes to where the candidate did nothing": [{}, undefined, "before"],
  "from the end too": [{ at: "finished" }, undefined, "before"],
  "it goes where the ladder says": [{ at: "canary-50", ladder: { rollbackTo: "shadow" } }, undefined, "shadow"],
  "it goes where somebody says": [{ at: "canary-50" }, "canary-5", "canary-5"],
  "a freeze, a stop and a step back close nothing": [
    { now: "2026-12-24T02:00:00Z", stops: [{ expires: "2027-01-01T00:00:00Z" }], ladder: { window: "working-hours" } },
    "shadow",
    "shadow",
  ],
};

test.each(Object.entries(cases))("%s", (_, [given, to, target]) => {
  const facts = situation(given);
  const from = facts.context.position.stage.name;
  expect(planRollback(facts, to)).toEqual({
    kind: "roll-back",
    move: { from, to: target },
    gates: [],
    sentence: `Go back from ${from} to ${target}, as somebody asks.`,
  });
});

test("gates that broke their rollback limits go along", () => {
  const facts = situation({ verdicts: { errors: { answer: "fail", rollback: true } } });
  expect(planRollback(facts).gates.map(({ gate }) => gate)).toEqual(["errors"]);
});

const refusals: Readonly<Record<string, readonly [given: Situation, to: string | undefined, message: string, hint: string]>> = {
  "the first stage has nothing before it": [
    { at: "before" },
    undefined,
    'Cannot take "situation" back in "production": it stands at "before", the first stage',
    "there is nothing to go back to",
  ],
  "the present stage is no way back": [
    {},
    "canary-5",
    'Cannot take "situation" back to "canary-5" in "production": it stands at "canary-5", and "canary-5" is no earlier stage',
    "use one of before, shadow",
  ],
  "a later stage is no way back": [
    {},
    "full",
    'Cannot take "situation" back to "full" in "production": it stands at "canary-5", and "full" is no earlier stage',
    "use one of before, shadow",
  ],
  "a stage that does not exist is told with what was meant": [
    {},
    "shadwo",
    'Cannot take "situation" back to "shadwo" in "production": its ladder has no such stage',
    'did you mean "shadow"? Else use one of before, shadow',
  ],
};

test.each(Object.entries(refusals))("%s", (_, [given, to, message, hint]) => {
  expect(() => planRollback(situation(given), to)).toThrow(new UserError(message, { hint }));
  expect(() => planRollback(situation(given), to)).toThrow(expect.objectContaining({ hint }));
});
