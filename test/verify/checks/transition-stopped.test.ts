import { expect, test } from "vitest";
import { transitionStopped } from "../../../src/verify/checks/transition-stopped.ts";
import type { Transition } from "../../../src/verify/transition/transition.ts";
import { side, transition } from "../checkout.ts";

const said = { reason: "Payments are down", owner: "Head of shop" };
const stop = { environments: ["production"], expires: "2026-11-20T18:00:00Z", ...said };
const freeze = { kind: "freeze", expires: "2026-11-20T13:00:00Z", ...said } as const;
const at = { file: "environments/production/checkout.yaml", path: ["stage"] };
const going = (to: string, decided: Partial<Transition["decided"]>): Transition =>
  transition(side("canary-5", []), side(to, []), undefined, decided);
const up = (decided: Partial<Transition["decided"]>): Transition => going("canary-50", decided);
const stopped = [
  {
    message: '"checkout" goes up in "production", but Head of shop has stopped the line until 2026-11-20T18:00:00Z: Payments are down',
    hint: "wait until the stop is over or taken away, or have an override of kind freeze merged before the step",
    ...at,
  },
];

const cases: Record<string, readonly [change: Transition, reports: readonly object[]]> = {
  "nothing is stopped": [up({}), []],
  "the line is stopped": [up({ stops: { value: [stop] } }), stopped],
  "a stop that is over": [up({ stops: { value: [{ ...stop, expires: "2026-11-20T12:00:00Z" }] } }), []],
  "a stop that is over beside one in force": [up({ stops: { value: [{ ...stop, expires: "2026-11-20T12:00:00Z" }, stop] } }), stopped],
  "going down is open": [going("before", { stops: { value: [stop] } }), []],
  "staying is open": [going("canary-5", { stops: { value: [stop] } }), []],
  "people decided to go on": [up({ stops: { value: [stop] }, overrides: [freeze] }), []],
  "that decision is over": [up({ stops: { value: [stop] }, overrides: [{ ...freeze, expires: "2026-11-20T12:00:00Z" }] }), stopped],
  "a decision of something else": [
    up({ stops: { value: [stop] }, overrides: [{ ...freeze, kind: "gate", gate: "quiet", stage: "canary-5" }] }),
    stopped,
  ],
  "what is stopped cannot be read": [
    up({ stops: { problem: "stops is missing: expected array" } }),
    [
      {
        message: '"checkout" goes up in "production", but what is stopped cannot be read: stops is missing: expected array',
        hint: "correct environments/stop.yaml in a change of its own, merged before the step",
        ...at,
      },
    ],
  ],
};

test.each(Object.entries(cases))("%s", (_, [change, reports]) => {
  expect([...transitionStopped.check(change)]).toEqual(reports);
});
