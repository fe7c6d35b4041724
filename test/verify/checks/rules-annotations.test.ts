import { expect, test } from "vitest";
import { rulesAnnotations } from "../../../src/verify/checks/rules-annotations.ts";
import type { Edits } from "../checkout.ts";
import { groups, rampFolder } from "../ramp.ts";

const file = "dist/production/ramp/rules.yaml";

const cases: Readonly<Record<string, readonly [edits: Edits, reports: readonly object[]]>> = {
  "what is rendered tells what it should": [{}, []],
  "no annotations": [
    { "rules.yaml": groups("{ alert: Other, expr: up == 0 }") },
    [
      { message: 'Alert "Other" has no annotation summary', hint: "add summary", file, path: ["groups", 0, "rules", 0, "annotations"] },
      {
        message: 'Alert "Other" has no annotation description',
        hint: "add description",
        file,
        path: ["groups", 0, "rules", 0, "annotations"],
      },
      {
        message: 'Alert "Other" has no annotation runbook_url',
        hint: "add runbook_url",
        file,
        path: ["groups", 0, "rules", 0, "annotations"],
      },
      {
        message: 'Alert "Other" has no annotation dashboard_url',
        hint: "add dashboard_url",
        file,
        path: ["groups", 0, "rules", 0, "annotations"],
      },
    ],
  ],
  "a summary without a full stop": [
    { "rules.yaml": (text) => text.replace("summary: Something is wrong.", "summary: Something is wrong") },
    [
      {
        message: 'Alert "ErrorsHigh" has a summary that is no sentence: "Something is wrong"',
        hint: "end it with a full stop",
        file,
        path: ["groups", 1, "rules", 4, "annotations", "summary"],
        definition: ["alerts", "ErrorsHigh"],
      },
    ],
  ],
  "a runbook of somebody else": [
    { "rules.yaml": (text) => text.replace("production/ramp/RUNBOOK.md#errorshigh", "production/other/RUNBOOK.md#errorshigh") },
    [
      {
        message:
          'Alert "ErrorsHigh" leads to https://git.example.com/rollouts/dist/production/other/RUNBOOK.md#errorshigh, not to its own part of the runbook',
        hint: "expected an address that ends in /production/ramp/RUNBOOK.md#errorshigh",
        file,
        path: ["groups", 1, "rules", 4, "annotations", "runbook_url"],
        definition: ["alerts", "ErrorsHigh"],
      },
    ],
  ],
  "the wrong part of the runbook": [
    { "rules.yaml": (text) => text.replace("RUNBOOK.md#errorshigh", "RUNBOOK.md#latencyhigh") },
    [
      {
        message:
          'Alert "ErrorsHigh" leads to https://git.example.com/rollouts/dist/production/ramp/RUNBOOK.md#latencyhigh, not to its own part of the runbook',
        hint: "expected an address that ends in /production/ramp/RUNBOOK.md#errorshigh",
        file,
        path: ["groups", 1, "rules", 4, "annotations", "runbook_url"],
        definition: ["alerts", "ErrorsHigh"],
      },
    ],
  ],
  "a template that is not closed": [
    { "rules.yaml": (text) => text.replace("{{ $value | humanizePercentage }}", "{{ $value | humanizePercentage }") },
    [
      {
        message:
          'Alert "ErrorsHigh" has a template in annotation description that does not work: "{{ $value | humanize" is not closed by }}',
        hint: 'close it, or write {{ "{{" }} for braces that are meant as text',
        file,
        path: ["groups", 1, "rules", 4, "annotations", "description"],
        definition: ["alerts", "ErrorsHigh"],
      },
    ],
  ],
  "a function that is not there": [
    { "rules.yaml": (text) => text.replace("humanizePercentage", "percent") },
    [
      {
        message:
          'Alert "ErrorsHigh" has a template in annotation description that does not work: {{ $value | percent }} calls percent, which is no function of Prometheus\' templates',
        hint: "see https://prometheus.io/docs/prometheus/latest/configuration/template_reference/#functions",
        file,
        path: ["groups", 1, "rules", 4, "annotations", "description"],
        definition: ["alerts", "ErrorsHigh"],
      },
    ],
  ],
  "a variable that is not there": [
    { "rules.yaml": (text) => text.replace("$value | humanizePercentage", "$result | humanize") },
    [
      {
        message:
          'Alert "ErrorsHigh" has a template in annotation description that does not work: {{ $result | humanize }} uses $result, which is not there',
        hint: "use $labels, $value, $externalLabels or $externalURL",
        file,
        path: ["groups", 1, "rules", 4, "annotations", "description"],
        definition: ["alerts", "ErrorsHigh"],
      },
    ],
  ],
  "a value with every digit": [
    { "rules.yaml": (text) => text.replace("$value | humanizePercentage", "$value") },
    [
      {
        severity: "warning",
        message: 'Alert "ErrorsHigh" has a template in annotation description that shows every digit of the value: {{ $value }}',
        hint: "write {{ $value | humanize }}, or humanizePercentage or humanizeDuration",
        file,
        path: ["groups", 1, "rules", 4, "annotations", "description"],
        definition: ["alerts", "ErrorsHigh"],
      },
    ],
  ],
  "a label that the series do not have": [
    { "rules.yaml": (text) => text.replace("$value | humanizePercentage", "$labels.pod") },
    [
      {
        message: 'Alert "ErrorsHigh" has a template in annotation description that shows label "pod", which its series never have',
        hint: 'keep "pod" in the expression, or leave it out',
        file,
        path: ["groups", 1, "rules", 4, "annotations", "description"],
        definition: ["alerts", "ErrorsHigh"],
      },
    ],
  ],
  "a value in a label": [
    { "rules.yaml": (text) => text.replace("severity: critical", 'severity: "{{ $value | humanize }}"') },
    [
      {
        message:
          'Alert "ErrorsHigh" has a template in label severity that holds the value, so it is a new alert whenever the value changes',
        hint: "move $value into an annotation",
        file,
        path: ["groups", 1, "rules", 4, "labels", "severity"],
        definition: ["alerts", "ErrorsHigh"],
      },
    ],
  ],
  "a block without its end": [
    { "rules.yaml": (text) => text.replace("$value | humanizePercentage", "if $value") },
    [
      {
        message: 'Alert "ErrorsHigh" has a template in annotation description that does not work: {{ if }} has no {{ end }}',
        hint: "add {{ end }}",
        file,
        path: ["groups", 1, "rules", 4, "annotations", "description"],
        definition: ["alerts", "ErrorsHigh"],
      },
    ],
  ],
};

test.each(Object.entries(cases))("%s", (_, [edits, reports]) => {
  expect([...rulesAnnotations.check(rampFolder(edits))]).toEqual(reports);
});
