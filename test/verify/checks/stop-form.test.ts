import { expect, test } from "vitest";
import type { StopSubject } from "../../../src/verify/check.ts";
import { stopEnvironment } from "../../../src/verify/checks/stop-environment.ts";
import { stopExpired } from "../../../src/verify/checks/stop-expired.ts";
import { stopForm } from "../../../src/verify/checks/stop-form.ts";
import { now } from "../checkout.ts";

const file = "environments/stop.yaml";
const stop = { environments: ["production"], reason: "Payments are down", owner: "Head of shop", expires: "2026-11-20T18:00:00Z" };

function told(stops: StopSubject["stops"]): readonly object[] {
  const subject = { file, stops, environments: new Set(["production", "staging"]), now };
  return [stopForm, stopExpired, stopEnvironment].flatMap((check) => [...check.check(subject)]);
}

const cases: Record<string, readonly [stops: StopSubject["stops"], reports: readonly object[]]> = {
  "a stop in force": [{ value: [stop, { ...stop, environments: "all" }] }, []],
  "no stop": [{ value: [] }, []],
  "what cannot be read": [
    { problem: "stops[0].expires is missing: expected string" },
    [
      {
        message: "What is stopped cannot be read: stops[0].expires is missing: expected string",
        hint: 'expected stops: a list of environments ("all" or names), reason, owner and expires',
        file,
      },
    ],
  ],
  "a stop that is over": [
    { value: [stop, { ...stop, expires: "2026-11-20T12:00:00Z" }] },
    [
      {
        message: "The stop of the line ended at 2026-11-20T12:00:00Z: Payments are down",
        hint: "remove it, or have Head of shop set a later end",
        file,
        path: ["stops", 1, "expires"],
      },
    ],
  ],
  "an environment that is none": [
    { value: [{ ...stop, environments: ["staging", "produktion"] }] },
    [
      {
        message: 'The stop of the line names environment "produktion", which does not exist',
        hint: 'did you mean "production"?',
        file,
        path: ["stops", 0, "environments", 1],
      },
    ],
  ],
  "an environment that is like none": [
    { value: [{ ...stop, environments: ["moon"] }] },
    [
      {
        message: 'The stop of the line names environment "moon", which does not exist',
        hint: 'use "all" or names among production, staging',
        file,
        path: ["stops", 0, "environments", 0],
      },
    ],
  ],
};

test.each(Object.entries(cases))("%s", (_, [stops, reports]) => {
  expect(told(stops)).toEqual(reports);
});
