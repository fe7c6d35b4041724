import { expect, test } from "vitest";
import { rulesEqual } from "../../../src/verify/checks/rules-equal.ts";
import type { Edits } from "../checkout.ts";
import { rampFolder } from "../ramp.ts";

const cases: Readonly<Record<string, readonly [edits: Edits, reports: readonly object[]]>> = {
  "the manifest has the rules of the file": [{}, []],
  "a limit that differs": [
    { "manifests/prometheusrule.yaml": (text) => text.replace("> 0.05", "> 0.5") },
    [
      {
        message: "The PrometheusRule differs from rules.yaml, which is what the rule tests judge, at groups.1.rules.4.expr",
        hint: "render the folder again with rampart compile",
        file: "dist/production/ramp/manifests/prometheusrule.yaml",
        document: 0,
        path: ["spec", "groups", 1, "rules", 4, "expr"],
      },
    ],
  ],
  "a label that is missing": [
    { "rules.yaml": (text) => text.replace("          severity: critical\n", "") },
    [
      {
        message: "The PrometheusRule differs from rules.yaml, which is what the rule tests judge, at groups.1.rules.4.labels.severity",
        hint: "render the folder again with rampart compile",
        file: "dist/production/ramp/manifests/prometheusrule.yaml",
        document: 0,
        path: ["spec", "groups", 1, "rules", 4, "labels", "severity"],
      },
    ],
  ],
  "a rule too many": [
    {
      "manifests/prometheusrule.yaml": (text) =>
        `${text}          - alert: Other\n            expr: up == 0\n`
          .replace("          - alert: Other", "        - alert: Other")
          .replace("            expr: up == 0\n", "          expr: up == 0\n"),
    },
    [
      {
        message: "The PrometheusRule differs from rules.yaml, which is what the rule tests judge, at groups.1.rules.7",
        hint: "render the folder again with rampart compile",
        file: "dist/production/ramp/manifests/prometheusrule.yaml",
        document: 0,
        path: ["spec", "groups", 1, "rules", 7],
      },
    ],
  ],
  "no groups at all": [
    { "manifests/prometheusrule.yaml": "apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nmetadata:\n  name: ramp\nspec: {}\n" },
    [
      {
        message: "The PrometheusRule differs from rules.yaml, which is what the rule tests judge, at groups",
        hint: "render the folder again with rampart compile",
        file: "dist/production/ramp/manifests/prometheusrule.yaml",
        document: 0,
        path: ["spec", "groups"],
      },
    ],
  ],
  "no manifest": [
    { "manifests/prometheusrule.yaml": undefined },
    [
      {
        message: "No manifest applies the rules of rules.yaml",
        hint: "render the folder again with rampart compile",
        file: "dist/production/ramp/rules.yaml",
      },
    ],
  ],
  "a file that cannot be read is another's matter": [{ "rules.yaml": "groups: [" }, []],
};

test.each(Object.entries(cases))("%s", (_, [edits, reports]) => {
  expect([...rulesEqual.check(rampFolder(edits))]).toEqual(reports);
});
