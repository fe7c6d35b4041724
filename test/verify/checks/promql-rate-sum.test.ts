import { expect, test } from "vitest";
import { promqlRateSum } from "../../../src/verify/checks/promql-rate-sum.ts";
import { record, folderWith, said, type Parts } from "../ramp.ts";

const cases: Readonly<Record<string, readonly [parts: Parts, reports: readonly object[]]>> = {
  "what is sound is left alone": [record("sum(rate(http_requests_total[5m]))"), []],
  "a rate of a sum": [
    record("rate(sum(http_requests_total)[5m:])"),
    [
      {
        message:
          'Record "a:b:c": rate() is taken of a sum in "rate(sum(http_requests_total)[5m:])", where one restart looks like a restart of all',
        hint: "take it first: sum(rate(…))",
      },
    ],
  ],
  "a rate of a recorded series": [
    {
      rules: [
        { record: "a:b:c", expr: "sum(http_requests_total)" },
        { record: "d:e:f", expr: "rate(a:b:c[5m])" },
      ],
    },
    [
      {
        message: 'Record "d:e:f": rate() is taken of "a:b:c", which a rule records and which is no counter',
        hint: "take rate() in the rule that records it",
      },
    ],
  ],
};

test.each(Object.entries(cases))("%s", (_, [parts, reports]) => {
  expect(said(promqlRateSum.check(folderWith(parts)))).toEqual(reports);
});
