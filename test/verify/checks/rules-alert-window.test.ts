import { expect, test } from "vitest";
import { rulesAlertWindow } from "../../../src/verify/checks/rules-alert-window.ts";
import type { Edits } from "../checkout.ts";
import { rampFolder } from "../ramp.ts";

const file = "dist/production/ramp/rules.yaml";

const cases: Readonly<Record<string, readonly [edits: Edits, reports: readonly object[]]>> = {
  "alerts that fire within the hold": [{}, []],
  "an alert that waits longer than the shortest hold": [
    { "rules.yaml": (text) => text.replace("for: 5m", "for: 2h") },
    [
      {
        message: 'Alert "ErrorsHigh" waits 2h before it fires, but stage "canary-5" holds only 2h',
        hint: "shorten for, or lengthen the hold",
        file,
        path: ["groups", 1, "rules", 4, "for"],
        definition: ["alerts", "ErrorsHigh"],
      },
    ],
  ],
  "a window longer than the shortest hold": [
    {
      "rules.yaml": (text) =>
        text
          .replace(
            '[5m]))) / (sum(rate(http_requests_total{version="new"}[5m])',
            '[6h]))) / (sum(rate(http_requests_total{version="new"}[6h])',
          )
          .replaceAll('version="new"}[5m]', 'version="new"}[3h]'),
    },
    [
      {
        severity: "warning",
        message: 'Alert "ErrorsHigh" looks back 6h, but stage "canary-5" holds only 2h, so it still judges the stages before',
        hint: "use a shorter window, or lengthen the hold",
        file,
        path: ["groups", 1, "rules", 4, "expr"],
        definition: ["alerts", "ErrorsHigh"],
      },
      {
        severity: "warning",
        message: 'Alert "LatencyHigh" looks back 3h, but stage "canary-5" holds only 2h, so it still judges the stages before',
        hint: "use a shorter window, or lengthen the hold",
        file,
        path: ["groups", 1, "rules", 5, "expr"],
        definition: ["alerts", "LatencyHigh"],
      },
    ],
  ],
  "nothing is known of the stages": [{ "rollout.yaml": undefined, "rules.yaml": (text) => text.replace("for: 5m", "for: 2h") }, []],
};

test.each(Object.entries(cases))("%s", (_, [edits, reports]) => {
  expect([...rulesAlertWindow.check(rampFolder(edits))]).toEqual(reports);
});
