import { expect, test } from "vitest";
import { promqlMatching } from "../../../src/verify/checks/promql-matching.ts";
import { alert, record, folderWith, said, type Parts } from "../ramp.ts";

const cases: Readonly<Record<string, readonly [parts: Parts, reports: readonly object[]]>> = {
  "what is sound is left alone": [
    {
      rules: [],
      panels: [
        'sum(rate(x_total{a="1"}[5m])) / sum(rate(x_total[5m]))',
        'x{a="1"} > ignoring (a) x{a="2"}',
        'x{a="1"} - ignoring (a) x{a="2"}',
        'x{v="1"} / on (job) y{v="2"}',
        "x == x",
        'x{a="1"} or x{a="2"}',
        "x * x",
        'absent(up{job="a"}) and on () (y{b="c"} > 0)',
        'x{a=~"b|c"} / y{a=~"c|d"}',
        "x / x offset 1d",
        'rate(errors_total{gateway="rust"}[5m]) / rate(requests_total{gateway="rust"}[5m])',
        'sum by (a) (x{b="1"}) / sum by (a) (x)',
      ],
    },
    [],
  ],
  "the mismatch rate of the rollout this tool learnt from": [
    alert(`(
  rate(mcp_shadow_match_total{result="mismatch"}[5m])
  / rate(mcp_shadow_match_total[5m])
) > 0.001
`),
    [
      {
        message:
          'Alert "A": "/" divides each series by itself: both sides are the same but for the matchers on "result", by which samples are matched, so the quotient is always 1',
        hint: 'aggregate "result" away on both sides: sum(…) / sum(…)',
      },
    ],
  ],
  "its latency alert": [
    alert(`histogram_quantile(0.99, rate(mcp_request_duration_seconds_bucket{gateway="rust"}[5m]))
> 1.5 * histogram_quantile(0.99, rate(mcp_request_duration_seconds_bucket{gateway="python"}[5m]))
`),
    [
      {
        message:
          'Alert "A": the sides of ">" never match: label "gateway" is "rust" on the left and is "python" on the right, so there is never a result',
        hint: 'aggregate "gateway" away on both sides, write ignoring (gateway), or match on the labels that both sides have',
      },
    ],
  ],
  "its error and timeout rates": [
    {
      rules: [
        { alert: "A", expr: '(rate(mcp_shadow_requests_total{status="error"}[5m]) / rate(mcp_shadow_requests_total[5m])) > 0.01' },
        { alert: "B", expr: '(rate(mcp_shadow_requests_total{status="timeout"}[5m]) / rate(mcp_shadow_requests_total[5m])) > 0.05' },
      ],
    },
    [
      {
        message:
          'Alert "A": "/" divides each series by itself: both sides are the same but for the matchers on "status", by which samples are matched, so the quotient is always 1',
        hint: 'aggregate "status" away on both sides: sum(…) / sum(…)',
      },
      {
        message:
          'Alert "B": "/" divides each series by itself: both sides are the same but for the matchers on "status", by which samples are matched, so the quotient is always 1',
        hint: 'aggregate "status" away on both sides: sum(…) / sum(…)',
      },
    ],
  ],
  "a filtered share by the filter's own label": [
    record('sum by (code) (rate(x_total{code="500"}[5m])) / sum by (code) (rate(x_total[5m]))'),
    [
      {
        message:
          'Record "a:b:c": "/" divides each series by itself: both sides are the same but for the matchers on "code", by which samples are matched, so the quotient is always 1',
        hint: 'aggregate "code" away on both sides: sum(…) / sum(…)',
      },
    ],
  ],
  "both sides the same": [
    record("sum(rate(x_total[5m])) / sum(rate(x_total[5m]))"),
    [{ message: 'Record "a:b:c": both sides of "/" are the same, so the quotient is always 1', hint: "correct one of the sides" }],
  ],
  "one side without the other's label": [
    record('x{job="a"} * sum(y)'),
    [
      {
        message:
          'Record "a:b:c": the sides of "*" never match: label "job" is "a" on the left and is missing on the right, so there is never a result',
        hint: 'aggregate "job" away on both sides, write ignoring (job), or match on the labels that both sides have',
      },
    ],
  ],
  "an on() label with two values": [
    alert('x{job="a"} > on (job) y{job="b"}'),
    [
      {
        message:
          'Alert "A": the sides of ">" never match: label "job" is "a" on the left and is "b" on the right, so there is never a result',
        hint: 'aggregate "job" away on both sides, write ignoring (job), or match on the labels that both sides have',
      },
    ],
  ],
  "both sides are grouped alike": [alert("sum by (job) (x) / sum by (job) (y) > 2 * sum by (job) (z)"), []],
  "a side that is grouped by more takes the other over": [alert("sum by (job) (x) / ignoring (job) group_left () sum(y) > 1"), []],
  "a side is grouped by a label that the other has lost": [
    alert("sum by (job) (x) / sum(y) > 1"),
    [
      {
        severity: "warning",
        message: 'Alert "A": the left of "/" is grouped by "job" and the right is not, so only series without it can match',
        hint: 'group both sides by "job", or write ignoring (job) group_left ()',
      },
    ],
  ],
  "a quantile is grouped by more than its limit": [
    alert("sum(y) < histogram_quantile(0.9, sum by (le, job) (rate(x_bucket[5m])))"),
    [
      {
        severity: "warning",
        message: 'Alert "A": the right of "<" is grouped by "job" and the left is not, so only series without it can match',
        hint: 'group both sides by "job", or write ignoring (job) group_right ()',
      },
    ],
  ],
  "nothing is left": [
    alert('x{job="a"} and y{job="b"}'),
    [
      {
        message:
          'Alert "A": the sides of "and" never match: label "job" is "a" on the left and is "b" on the right, so nothing is ever left',
        hint: 'aggregate "job" away on both sides, write ignoring (job), or match on the labels that both sides have',
      },
    ],
  ],
  "nothing is taken away": [
    alert('x{job="a"} unless y{job="b"}'),
    [
      {
        message:
          'Alert "A": the sides of "unless" never match: label "job" is "a" on the left and is "b" on the right, so nothing is ever taken away',
        hint: 'aggregate "job" away on both sides, write ignoring (job), or match on the labels that both sides have',
      },
    ],
  ],
  "values that exclude each other": [
    record('x{job=~"a|b"} / y{job=~"c|d"}'),
    [
      {
        message:
          'Record "a:b:c": the sides of "/" never match: label "job" is =~"a|b" on the left and is =~"c|d" on the right, so there is never a result',
        hint: 'aggregate "job" away on both sides, write ignoring (job), or match on the labels that both sides have',
      },
    ],
  ],
  "recorded series of two variants": [
    {
      rules: [
        { record: "v:x:p99", expr: "sum(x)", labels: { rollout: "r", variant: "candidate" } },
        { record: "v:x:p99", expr: "sum(y)", labels: { rollout: "r", variant: "baseline" } },
        { alert: "A", expr: 'v:x:p99{rollout="r",variant="candidate"} > v:x:p99{rollout="r",variant="baseline"} * 2' },
      ],
    },
    [
      {
        message:
          'Alert "A": the sides of ">" never match: label "variant" is "candidate" on the left and is "baseline" on the right, so there is never a result',
        hint: 'aggregate "variant" away on both sides, write ignoring (variant), or match on the labels that both sides have',
      },
    ],
  ],
};

test.each(Object.entries(cases))("%s", (_, [parts, reports]) => {
  expect(said(promqlMatching.check(folderWith(parts)))).toEqual(reports);
});
