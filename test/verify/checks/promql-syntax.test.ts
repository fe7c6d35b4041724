import { expect, test } from "vitest";
import { promqlSyntax } from "../../../src/verify/checks/promql-syntax.ts";
import { alert, record, folderWith, said, type Parts } from "../ramp.ts";

const cases: Readonly<Record<string, readonly [parts: Parts, reports: readonly object[]]>> = {
  "a rule and a panel": [
    { rules: [{ alert: "A", expr: "up == 0" }], panels: ["sum by (job) (rate(http_requests_total[$__rate_interval]))"] },
    [],
  ],
  "a bracket that is not closed": [
    alert("sum(rate(http_requests_total[5m])"),
    [{ message: 'Alert "A" is not PromQL: it ends too early', hint: "correct the expression where it comes from" }],
  ],
  "a word too many": [
    alert("up down == 0"),
    [{ message: 'Alert "A" is not PromQL: unexpected "down == 0" at character 4', hint: "correct the expression where it comes from" }],
  ],
  "a function that is not there": [
    record("rates(http_requests_total[5m])"),
    [{ message: 'Record "a:b:c" is not PromQL: there is no function rates()', hint: "correct the expression where it comes from" }],
  ],
  nothing: [record(" "), [{ message: 'Record "a:b:c" is not PromQL: it is empty', hint: "correct the expression where it comes from" }]],
  "a range of nothing": [
    record("rate(x[0s])"),
    [
      {
        message: 'Record "a:b:c" is not PromQL: a range must be longer than 0 at character 7',
        hint: "correct the expression where it comes from",
      },
    ],
  ],
  "an unknown escape": [
    alert('up{job="a\\d"} == 0'),
    [{ message: 'Alert "A" is not PromQL: unknown escape in "a\\d"', hint: "correct the expression where it comes from" }],
  ],
  "a panel's query": [
    { panels: ["sum by (rate(x[5m])"] },
    [
      {
        message: 'Panel "Panel 1" is not PromQL: unexpected "(x[5m])" at character 13',
        hint: "correct the expression where it comes from",
      },
    ],
  ],
  "longer than anybody writes": [
    record("1 + ".repeat(5000)),
    [{ message: 'Record "a:b:c" is not PromQL: it is longer than 16384 characters', hint: "correct the expression where it comes from" }],
  ],
  "deeper than anybody writes": [
    record(`${"abs(".repeat(300)}x${")".repeat(300)}`),
    [{ message: 'Record "a:b:c" is not PromQL: it nests deeper than 250 levels', hint: "correct the expression where it comes from" }],
  ],
};

test.each(Object.entries(cases))("%s", (_, [parts, reports]) => {
  expect(said(promqlSyntax.check(folderWith(parts)))).toEqual(reports);
});
