import { expect, test } from "vitest";
import { promqlComparison } from "../../../src/verify/checks/promql-comparison.ts";
import { alert, record, folderWith, said, type Parts } from "../ramp.ts";

const cases: Readonly<Record<string, readonly [parts: Parts, reports: readonly object[]]>> = {
  "what is sound is left alone": [
    {
      rules: [
        "up == 0",
        "absent(up)",
        "sum(up) < 1 and on () vector(1)",
        "up unless on (job) up",
        "max(up > 1)",
        "(up == 0) * 2",
        "up > 1 or absent(up)",
      ].map((expr, i) => ({ alert: `A${i}`, expr })),
    },
    [],
  ],
  "a record needs no condition": [record("sum(up)"), []],
  "a plain series": [
    alert("up"),
    [{ message: 'Alert "A": there is no condition, so it fires whenever there is data', hint: "compare it with a limit, or use absent()" }],
  ],
  "an answer of 0 or 1": [
    alert("sum(up) > bool 0"),
    [
      {
        message: 'Alert "A": "bool" makes the comparison answer 0 instead of nothing, so the alert fires whenever there is data',
        hint: 'remove "bool"',
      },
    ],
  ],
  "one side of or": [
    alert("up > 0 or up"),
    [{ message: 'Alert "A": there is no condition, so it fires whenever there is data', hint: "compare it with a limit, or use absent()" }],
  ],
  "a constant": [
    alert("vector(1)"),
    [{ message: 'Alert "A": there is no condition, so it fires whenever there is data', hint: "compare it with a limit, or use absent()" }],
  ],
};

test.each(Object.entries(cases))("%s", (_, [parts, reports]) => {
  expect(said(promqlComparison.check(folderWith(parts)))).toEqual(reports);
});
