import { expect, test } from "vitest";
import { promqlImpossible } from "../../../src/verify/checks/promql-impossible.ts";
import { alert, record, folderWith, said, type Parts } from "../ramp.ts";

const cases: Readonly<Record<string, readonly [parts: Parts, reports: readonly object[]]>> = {
  "what is sound is left alone": [
    {
      rules: [
        { record: "a:b:c", expr: "sum by (job) (up)", labels: { rollout: "ramp" } },
        { alert: "A", expr: 'a:b:c{rollout="ramp",job="x"} > on (job) group_left (pod) y' },
      ],
      panels: [
        'x{a!="",a=~"b|c",a!="b"}',
        "histogram_quantile(0.9, sum by (le, job) (rate(x_bucket[5m])))",
        "sum by (a) (sum without (b) (x))",
      ],
    },
    [],
  ],
  "two values at once": [
    alert('up{job="a",job="b"} == 0'),
    [
      {
        message: 'Alert "A": no series can meet all matchers of "up{job="a",job="b"}"',
        hint: "remove the matcher that contradicts the others",
      },
    ],
  ],
  "a value that another matcher forbids": [
    alert('up{job="a",job!~"a|b"} == 0'),
    [
      {
        message: 'Alert "A": no series can meet all matchers of "up{job="a",job!~"a|b"}"',
        hint: "remove the matcher that contradicts the others",
      },
    ],
  ],
  "none of several": [
    alert('up{job=~"a|b",job!="a",job!="b"} == 0'),
    [
      {
        message: 'Alert "A": no series can meet all matchers of "up{job=~"a|b",job!="a",job!="b"}"',
        hint: "remove the matcher that contradicts the others",
      },
    ],
  ],
  "a label that the rule does not give": [
    {
      rules: [
        { record: "a:b:c", expr: "sum(up)", labels: { rollout: "ramp" } },
        { alert: "A", expr: 'a:b:c{rollout="ramp",job="x"} > 1' },
      ],
    },
    [
      {
        message: 'Alert "A": "a:b:c{rollout="ramp",job="x"}" finds nothing: the rule that records "a:b:c" gives it no job="x"',
        hint: "select the labels that the rule gives, or correct the rule",
      },
    ],
  ],
  "another value than the rule gives": [
    {
      rules: [{ record: "a:b:c", expr: "up", labels: { rollout: "ramp", variant: "candidate" } }],
      panels: ['a:b:c{rollout="ramp",variant="baseline"}'],
    },
    [
      {
        message:
          'Panel "Panel 1": "a:b:c{rollout="ramp",variant="baseline"}" finds nothing: the rule that records "a:b:c" gives it no variant="baseline"',
        hint: "select the labels that the rule gives, or correct the rule",
      },
    ],
  ],
  "grouped by what is gone": [
    record("max by (pod) (sum by (job) (up))"),
    [
      {
        message: 'Record "a:b:c": label "pod" is grouped by, but "sum by (job) (up)" has taken it away',
        hint: 'keep "pod" there, or remove it here',
      },
    ],
  ],
  "matched by what is gone": [
    alert("sum by (job) (up) > on (pod) sum by (job) (x)"),
    [
      {
        message: 'Alert "A": label "pod" is matched on, but "sum by (job) (up)" has taken it away',
        hint: "match on a label that both sides have, or write on ()",
      },
    ],
  ],
  "taken over though gone": [
    record("up * on (job) group_left (pod) sum by (job) (x)"),
    [
      {
        message: 'Record "a:b:c": label "pod" is taken over, but "sum by (job) (x)" has taken it away',
        hint: 'keep "pod" there, or do not take it over',
      },
    ],
  ],
  "buckets without their limit": [
    record("histogram_quantile(0.9, sum by (job) (rate(x_bucket[5m])))"),
    [
      {
        message: 'Record "a:b:c": a quantile needs label "le", but "sum by (job) (rate(x_bucket[5m]))" has taken it away',
        hint: "aggregate buckets by (le)",
      },
    ],
  ],
  "gone in a recorded series": [
    {
      rules: [
        { record: "a:b:c", expr: "sum by (job) (up)" },
        { record: "d:e:f", expr: "sum by (pod) (a:b:c)" },
      ],
    },
    [{ message: 'Record "d:e:f": label "pod" is grouped by, but its series do not have it', hint: 'keep "pod" there, or remove it here' }],
  ],
};

test.each(Object.entries(cases))("%s", (_, [parts, reports]) => {
  expect(said(promqlImpossible.check(folderWith(parts)))).toEqual(reports);
});
