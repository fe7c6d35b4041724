import { expect, test } from "vitest";
import { rulesFile } from "../../../src/verify/checks/rules-file.ts";
import type { Edits } from "../checkout.ts";
import { groups, rampFolder } from "../ramp.ts";

const file = "dist/production/ramp/rules.yaml";

const cases: Readonly<Record<string, readonly [edits: Edits, reports: readonly object[]]>> = {
  "what is rendered is a rule file": [{}, []],
  "without a rule file there is nothing to say here": [{ "rules.yaml": undefined }, []],
  "a file that cannot be read is another's matter": [{ "rules.yaml": "groups: [" }, []],
  "no groups": [
    { "rules.yaml": "rules: []\n" },
    [{ message: 'rules.yaml has no list "groups"', hint: "expected one document: groups, each with name and rules", file, path: [] }],
  ],
  "several documents": [
    { "rules.yaml": "groups: []\n---\ngroups: []\n" },
    [{ message: "rules.yaml has several documents", hint: "expected one document: groups, each with name and rules", file, path: [] }],
  ],
  "a group without rules": [
    { "rules.yaml": "groups:\n  - name: a\n  - 7\n" },
    [
      { message: "Group 1 has no name or no list of rules", hint: "expected name and rules", file, path: ["groups", 0] },
      { message: "Group 2 has no name or no list of rules", hint: "expected name and rules", file, path: ["groups", 1] },
    ],
  ],
  "two groups of a name": [
    { "rules.yaml": "groups:\n  - name: a\n    rules: []\n  - name: a\n    rules: []\n" },
    [{ message: 'Two groups are named "a"', hint: "give each group of a file its own name", file, path: ["groups", 1, "name"] }],
  ],
  "a key of a group that Prometheus does not know": [
    { "rules.yaml": "groups:\n  - name: a\n    partial_response_strategy: warn\n    rules: []\n" },
    [
      {
        message: 'Group "a" has a key "partial_response_strategy", which Prometheus does not know',
        hint: "use only name, interval, limit, query_offset, labels, rules",
        file,
        path: ["groups", 0, "partial_response_strategy"],
      },
    ],
  ],
  "an interval that is no duration": [
    { "rules.yaml": "groups:\n  - name: a\n    interval: 30 seconds\n    rules: []\n" },
    [
      {
        message: 'Group "a" has interval "30 seconds", which is no duration',
        hint: 'write one such as "30s"',
        file,
        path: ["groups", 0, "interval"],
      },
    ],
  ],
  "a rule that is nothing": [
    { "rules.yaml": groups("7", "expr: up", "{ alert: A, record: b, expr: up }") },
    [
      {
        message: 'Rule 1 of group "ramp" is not an object',
        hint: "expected alert or record, with expr",
        file,
        path: ["groups", 0, "rules", 0],
      },
      {
        message: 'Rule 2 of group "ramp" is neither an alert nor a record',
        hint: "give it alert or record, as text",
        file,
        path: ["groups", 0, "rules", 1],
      },
      {
        message: 'Rule 3 of group "ramp" is both an alert and a record',
        hint: "give it alert or record, as text",
        file,
        path: ["groups", 0, "rules", 2],
      },
    ],
  ],
  "a rule without an expression": [
    { "rules.yaml": groups("alert: A") },
    [{ message: 'Alert "A" has no expr', hint: "expected PromQL as text", file, path: ["groups", 0, "rules", 0, "expr"] }],
  ],
  "a key of a rule that Prometheus does not know": [
    { "rules.yaml": groups("{ alert: A, expr: up == 0, serverity: high }") },
    [
      {
        message: 'Alert "A" has a key "serverity", which Prometheus does not know',
        hint: "use only alert, record, expr, for, keep_firing_for, labels, annotations",
        file,
        path: ["groups", 0, "rules", 0, "serverity"],
      },
    ],
  ],
  "a record that is no metric": [
    { "rules.yaml": groups("{ record: a-b, expr: up }") },
    [
      {
        message: 'Record "a-b" is not the name of a metric',
        hint: "use letters, digits, underscores and colons",
        file,
        path: ["groups", 0, "rules", 0, "record"],
      },
    ],
  ],
  "a record that waits": [
    { "rules.yaml": groups("{ record: a, expr: up, for: 5m }") },
    [{ message: 'Record "a" has for, which only alerts may have', hint: "remove for", file, path: ["groups", 0, "rules", 0, "for"] }],
  ],
  "a time to wait that is none": [
    { "rules.yaml": groups("{ alert: A, expr: up == 0, for: soon, keep_firing_for: 1m5x }") },
    [
      {
        message: 'Alert "A" has for "soon", which is no duration',
        hint: 'write one such as "5m"',
        file,
        path: ["groups", 0, "rules", 0, "for"],
      },
      {
        message: 'Alert "A" has keep_firing_for "1m5x", which is no duration',
        hint: 'write one such as "5m"',
        file,
        path: ["groups", 0, "rules", 0, "keep_firing_for"],
      },
    ],
  ],
  "labels that are no texts": [
    { "rules.yaml": groups("{ alert: A, expr: up == 0, labels: { severity: 1, a-b: c, __name__: d }, annotations: [] }") },
    [
      {
        message: 'Alert "A" has 1 for severity, which is not text',
        hint: "put it into quotes",
        file,
        path: ["groups", 0, "rules", 0, "labels", "severity"],
      },
      {
        message: 'Alert "A" has a label "a-b", which is no name for one',
        hint: "use letters, digits and underscores",
        file,
        path: ["groups", 0, "rules", 0, "labels", "a-b"],
      },
      {
        message: 'Alert "A" has a label "__name__", which is no name for one',
        hint: "use letters, digits and underscores",
        file,
        path: ["groups", 0, "rules", 0, "labels", "__name__"],
      },
      {
        message: 'Alert "A" has annotations that are no object',
        hint: "expected names with texts",
        file,
        path: ["groups", 0, "rules", 0, "annotations"],
      },
    ],
  ],
};

test.each(Object.entries(cases))("%s", (_, [edits, reports]) => {
  expect([...rulesFile.check(rampFolder(edits))]).toEqual(reports);
});
