import { expect, test } from "vitest";
import { rulesInterval } from "../../../src/verify/checks/rules-interval.ts";
import type { Edits } from "../checkout.ts";
import { rampFolder } from "../ramp.ts";

const file = "dist/production/ramp/rules.yaml";

const cases: Readonly<Record<string, readonly [edits: Edits, reports: readonly object[]]>> = {
  "half a minute is fine": [{}, []],
  "without an interval": [
    { "rules.yaml": (text) => text.replace("    interval: 30s\n", "") },
    [
      {
        severity: "warning",
        message: 'Group "ramp.production.stage" has no interval, so it depends on how Prometheus is set up',
        hint: "set the interval of the environment",
        file,
        path: ["groups", 0],
      },
    ],
  ],
  "longer than samples last": [
    { "rules.yaml": (text) => text.replace("interval: 30s", "interval: 5m") },
    [
      {
        message: 'Group "ramp.production.stage" is evaluated every 5m, but a sample is forgotten after 5m',
        hint: "set environment.prometheus.evaluationInterval to less than 5m",
        file,
        path: ["groups", 0, "interval"],
      },
    ],
  ],
  never: [
    { "rules.yaml": (text) => text.replace("interval: 30s", "interval: 0s") },
    [
      {
        message: 'Group "ramp.production.stage" has an interval of 0',
        hint: "set environment.prometheus.evaluationInterval",
        file,
        path: ["groups", 0, "interval"],
      },
    ],
  ],
  "more often than there are samples": [
    { "rules.yaml": (text) => text.replace("interval: 30s", "interval: 5s") },
    [
      {
        severity: "warning",
        message: 'Group "ramp.production.stage" is evaluated every 5s, more than twice as often as there are new samples (30s)',
        hint: "set environment.prometheus.evaluationInterval to the scrape interval",
        file,
        path: ["groups", 0, "interval"],
      },
    ],
  ],
};

test.each(Object.entries(cases))("%s", (_, [edits, reports]) => {
  expect([...rulesInterval.check(rampFolder(edits))]).toEqual(reports);
});
