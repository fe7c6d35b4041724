import { expect, test } from "vitest";
import { promqlNan } from "../../../src/verify/checks/promql-nan.ts";
import { alert, record, folderWith, said, type Parts } from "../ramp.ts";

const cases: Readonly<Record<string, readonly [parts: Parts, reports: readonly object[]]>> = {
  "what is sound is left alone": [
    {
      rules: [
        "sum(rate(a_total[5m])) / (sum(rate(b_total[5m])) > 0)",
        "histogram_quantile(0.9, sum by (le) (rate(c_bucket[5m]))) > -Inf",
        "a / 2",
        "a / count(b)",
        "a / clamp_min(b, 1)",
        "a / (b != 0)",
        "count(a / b)",
        "a and a / b",
        "a / sum(b > 0)",
        "a / b > 1",
      ].map((expr, i) => ({ record: `a:b:c${i}`, expr })),
      panels: ["a / b"],
    },
    [],
  ],
  "a division by what may be nothing": [
    record("sum(rate(a_total[5m])) / sum(rate(b_total[5m]))"),
    [
      {
        message: 'Record "a:b:c": "sum(rate(a_total[5m])) / sum(rate(b_total[5m]))" is NaN or infinite while its divisor is 0',
        hint: "divide by (… > 0), so that there is no sample then",
      },
    ],
  ],
  "a quantile of what may be nothing": [
    record("histogram_quantile(0.9, sum by (le) (rate(c_bucket[5m])))"),
    [
      {
        message: 'Record "a:b:c": "histogram_quantile(0.9, sum by (le) (rate(c_bucket[5m])))" is NaN while there are no observations',
        hint: "append > -Inf, which drops NaN",
      },
    ],
  ],
  "NaN does differ": [
    alert("a / b != 1"),
    [
      {
        message: 'Alert "A": "a / b" is NaN or infinite while its divisor is 0',
        hint: "divide by (… > 0), so that there is no sample then",
      },
    ],
  ],
  "bool keeps it": [
    record("a / b > bool 1"),
    [
      {
        message: 'Record "a:b:c": "a / b" is NaN or infinite while its divisor is 0',
        hint: "divide by (… > 0), so that there is no sample then",
      },
    ],
  ],
  "deep inside": [
    record("max(1 + abs(a % b))"),
    [
      {
        message: 'Record "a:b:c": "a % b" is NaN or infinite while its divisor is 0',
        hint: "divide by (… > 0), so that there is no sample then",
      },
    ],
  ],
  "a filter that lets 0 through": [
    record("a / (b >= 0)"),
    [
      {
        message: 'Record "a:b:c": "a / (b >= 0)" is NaN or infinite while its divisor is 0',
        hint: "divide by (… > 0), so that there is no sample then",
      },
    ],
  ],
};

test.each(Object.entries(cases))("%s", (_, [parts, reports]) => {
  expect(said(promqlNan.check(folderWith(parts)))).toEqual(reports);
});
