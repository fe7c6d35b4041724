import { expect, test } from "vitest";
import { rulesLabels } from "../../../src/verify/checks/rules-labels.ts";
import type { Edits } from "../checkout.ts";
import { groups, rampFolder } from "../ramp.ts";

const file = "dist/production/ramp/rules.yaml";

const cases: Readonly<Record<string, readonly [edits: Edits, reports: readonly object[]]>> = {
  "what is rendered has its labels": [{}, []],
  "an alert without severity": [
    { "rules.yaml": (text) => text.replace("          severity: critical\n", "") },
    [
      {
        message: 'Alert "ErrorsHigh" has no label severity',
        hint: "set severity: critical",
        file,
        path: ["groups", 1, "rules", 4, "labels"],
        definition: ["alerts", "ErrorsHigh"],
      },
    ],
  ],
  "another severity than the rollout says": [
    { "rules.yaml": (text) => text.replace("severity: warning", "severity: critical") },
    [
      {
        message: 'Alert "LatencyHigh" has label severity="critical", expected "warning"',
        hint: "set severity: warning",
        file,
        path: ["groups", 1, "rules", 5, "labels", "severity"],
        definition: ["alerts", "LatencyHigh"],
      },
    ],
  ],
  "an alert of somebody else, with a severity that is none": [
    {
      "rules.yaml": groups(
        "{ alert: Other, expr: up == 0, labels: { severity: page, action: rollback, rollout: ramp, environment: production } }",
      ),
    },
    [
      {
        message: 'Alert "Other" has label severity="page", expected "critical", "warning", "info"',
        hint: "set severity: critical | warning | info",
        file,
        path: ["groups", 0, "rules", 0, "labels", "severity"],
      },
    ],
  ],
  "an alert without action": [
    { "rules.yaml": groups("{ alert: Other, expr: up == 0, labels: { severity: info, rollout: ramp, environment: production } }") },
    [
      {
        message: 'Alert "Other" has no label action',
        hint: "set action: rollback | pause | investigate",
        file,
        path: ["groups", 0, "rules", 0, "labels"],
      },
    ],
  ],
  "a record of another rollout": [
    { "rules.yaml": groups("{ record: a:b:c, expr: up, labels: { rollout: other, environment: production } }") },
    [
      {
        message: 'Record "a:b:c" has label rollout="other", expected "ramp"',
        hint: "set rollout: ramp",
        file,
        path: ["groups", 0, "rules", 0, "labels", "rollout"],
      },
    ],
  ],
  "a record without its environment": [
    { "rules.yaml": groups("{ record: a:b:c, expr: up, labels: { rollout: ramp } }") },
    [
      {
        message: 'Record "a:b:c" has no label environment',
        hint: "set environment: production",
        file,
        path: ["groups", 0, "rules", 0, "labels"],
      },
    ],
  ],
};

test.each(Object.entries(cases))("%s", (_, [edits, reports]) => {
  expect([...rulesLabels.check(rampFolder(edits))]).toEqual(reports);
});
