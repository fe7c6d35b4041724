import { expect, test } from "vitest";
import { promqlTypes } from "../../../src/verify/checks/promql-types.ts";
import { alert, record, folderWith, said, type Parts } from "../ramp.ts";

const cases: Readonly<Record<string, readonly [parts: Parts, reports: readonly object[]]>> = {
  "what is sound is left alone": [
    {
      ...alert("topk(3, sum by (job) (rate(http_requests_total[5m]))) > 1"),
      panels: ['label_replace(up, "a", "$1", "job", "(.*)")', "-up ^ 2", "max_over_time(rate(x[5m])[1h:])", "x[5m] offset 5m"],
    },
    [],
  ],
  "a rate without a range": [
    alert("rate(http_requests_total) > 1"),
    [
      {
        message: 'Alert "A": rate() needs a range such as x[5m], got series, in "http_requests_total"',
        hint: "see https://prometheus.io/docs/prometheus/latest/querying/functions/ for what each takes",
      },
    ],
  ],
  "a sum of a range": [
    alert("sum(http_requests_total[5m]) > 1"),
    [
      {
        message: 'Alert "A": sum() needs series, got a range such as x[5m], in "http_requests_total[5m]"',
        hint: "see https://prometheus.io/docs/prometheus/latest/querying/functions/ for what each takes",
      },
    ],
  ],
  "a word too few": [
    record('label_replace(up, "a")'),
    [
      {
        message: 'Record "a:b:c": label_replace() takes 5 arguments, got 2, in "label_replace(up, "a")"',
        hint: "see https://prometheus.io/docs/prometheus/latest/querying/functions/ for what each takes",
      },
    ],
  ],
  "an argument too many": [
    record("round(up, 1, 2)"),
    [
      {
        message: 'Record "a:b:c": round() takes 1 to 2 arguments, got 3, in "round(up, 1, 2)"',
        hint: "see https://prometheus.io/docs/prometheus/latest/querying/functions/ for what each takes",
      },
    ],
  ],
  "two numbers compared": [
    record("1 > 2"),
    [
      {
        message: 'Record "a:b:c": two numbers are compared without "bool", in "1 > 2"',
        hint: "see https://prometheus.io/docs/prometheus/latest/querying/functions/ for what each takes",
      },
    ],
  ],
  "bool without a comparison": [
    record("up + bool 1"),
    [
      {
        message: 'Record "a:b:c": "bool" goes with a comparison only, got "+", in "up + bool 1"',
        hint: "see https://prometheus.io/docs/prometheus/latest/querying/functions/ for what each takes",
      },
    ],
  ],
  "a set of a number": [
    alert("up and 1"),
    [
      {
        message: 'Alert "A": "and" needs series on both sides, got a number, in "up and 1"',
        hint: "see https://prometheus.io/docs/prometheus/latest/querying/functions/ for what each takes",
      },
    ],
  ],
  "text in an operation": [
    record('up + "a"'),
    [
      {
        message: 'Record "a:b:c": "+" needs numbers or series, got text in quotes, in ""a""',
        hint: "see https://prometheus.io/docs/prometheus/latest/querying/functions/ for what each takes",
      },
    ],
  ],
  "labels matched with a number": [
    record("up * on (job) 2"),
    [
      {
        message: 'Record "a:b:c": only series can be matched by labels, got a number, in "up * on (job) 2"',
        hint: "see https://prometheus.io/docs/prometheus/latest/querying/functions/ for what each takes",
      },
    ],
  ],
  "a group of sets": [
    alert("up and on (job) group_left up"),
    [
      {
        message: 'Alert "A": "and" takes no group_left, in "up and on (job) group_left up"',
        hint: "see https://prometheus.io/docs/prometheus/latest/querying/functions/ for what each takes",
      },
    ],
  ],
  "a label both matched and taken": [
    record("up * on (job) group_left (job) up"),
    [
      {
        message: 'Record "a:b:c": label "job" stands in on() and in group_left() at once, in "up * on (job) group_left (job) up"',
        hint: "see https://prometheus.io/docs/prometheus/latest/querying/functions/ for what each takes",
      },
    ],
  ],
  "a selector of everything": [
    alert('{job=""} == 0'),
    [
      {
        message: 'Alert "A": a selector needs a name or a matcher that does not match empty text, in "{job=""}"',
        hint: "see https://prometheus.io/docs/prometheus/latest/querying/functions/ for what each takes",
      },
    ],
  ],
  "a name given twice": [
    alert('up{__name__="down"} == 0'),
    [
      {
        message: 'Alert "A": a selector names its metric twice, in "up{__name__="down"}"',
        hint: "see https://prometheus.io/docs/prometheus/latest/querying/functions/ for what each takes",
      },
    ],
  ],
  "an offset before the range": [
    record("rate(x offset 5m [5m])"),
    [
      {
        message: 'Record "a:b:c": "offset 5m" must stand behind the range, in "x offset 5m [5m]"',
        hint: "see https://prometheus.io/docs/prometheus/latest/querying/functions/ for what each takes",
      },
    ],
  ],
  "a range of a sum": [
    record("rate(sum(x)[5m])"),
    [
      {
        message: 'Record "a:b:c": only a selector may be followed by a range; a subquery needs a colon: [5m:], in "sum(x)[5m]"',
        hint: "see https://prometheus.io/docs/prometheus/latest/querying/functions/ for what each takes",
      },
    ],
  ],
  "an offset of a sum": [
    record("sum(x) offset 5m"),
    [
      {
        message: 'Record "a:b:c": "offset 5m" must follow a selector, a range or a subquery, in "sum(x) offset 5m"',
        hint: "see https://prometheus.io/docs/prometheus/latest/querying/functions/ for what each takes",
      },
    ],
  ],
  "an experimental function": [
    record("mad_over_time(up[5m])"),
    [
      {
        severity: "warning",
        message: 'Record "a:b:c": mad_over_time() is experimental, and Prometheus knows it only with a feature flag',
        hint: "use a stable function, or make sure that Prometheus runs with --enable-feature=promql-experimental-functions",
      },
    ],
  ],
  "shares of quantiles": [record("histogram_quantile(0.99, x_bucket) + quantile(1, x) + quantile_over_time(0, y[5m])"), []],
  "a quantile in percent": [
    record("histogram_quantile(99, sum by (le) (rate(x_bucket[5m])))"),
    [
      {
        message:
          'Record "a:b:c": a quantile is a share from 0 to 1, got 99, which gives +Inf, in "histogram_quantile(99, sum by (le) (rate(x_bucket[5m])))"',
        hint: "write 0.99 for p99",
      },
    ],
  ],
  "no argument": [
    record("sum()"),
    [
      {
        message: 'Record "a:b:c": sum() takes 1 argument, got 0, in "sum()"',
        hint: "see https://prometheus.io/docs/prometheus/latest/querying/functions/ for what each takes",
      },
    ],
  ],
};

test.each(Object.entries(cases))("%s", (_, [parts, reports]) => {
  expect(said(promqlTypes.check(folderWith(parts)))).toEqual(reports);
});
