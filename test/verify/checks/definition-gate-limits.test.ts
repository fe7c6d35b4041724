import { expect, test } from "vitest";
import { definitionGateLimits } from "../../../src/verify/checks/definition-gate-limits.ts";
import { definition, gate, measured, subjectOf } from "../definitions.ts";

const errors = { ...gate, kind: "limit", signal: "errors" };
const delta = { ...gate, kind: "delta", signal: "errors" };
const file = "rollouts/shop.ts";
const pass = "choose a limit that values can keep";
const fail = "choose a limit that values can cross";

const cases: Readonly<Record<string, readonly [gates: object, reports: readonly object[]]>> = {
  "limits within what signals measure": [
    {
      a: { ...errors, hold: { above: "0 %" }, rollback: { above: "99 %" } },
      b: { ...errors, hold: { below: "100 %" }, rollback: { below: "1 %" } },
      c: { ...delta, hold: { above: "+0 pp" }, rollback: { above: "+99 pp" } },
      d: { ...delta, hold: { above: "1.5x" } },
      e: { ...gate, kind: "limit", signal: "latency", hold: { above: "5s" } },
      f: { ...gate, kind: "comparison", signal: "errors", otherwise: { above: "+10 %" } },
    },
    [],
  ],
  "more errors than there are requests": [
    { a: { ...errors, hold: { above: "100 %" } } },
    [{ message: 'Gate "a" can never fail: no value is above 100 %', hint: fail, file, path: ["gates", "a", "hold"] }],
  ],
  "fewer errors than none": [
    { a: { ...errors, hold: { below: "0 %" } } },
    [{ message: 'Gate "a" can never fail: no value is below 0 %', hint: fail, file, path: ["gates", "a", "hold"] }],
  ],
  "a match rate of more than all": [
    { a: { ...errors, hold: { below: "101 %" }, rollback: { below: "100.1 %" } } },
    [
      { message: 'Gate "a" can never pass: every value is below 101 %', hint: pass, file, path: ["gates", "a", "hold"] },
      { message: 'Gate "a" can never pass: every value is below 100.1 %', hint: pass, file, path: ["gates", "a", "rollback"] },
    ],
  ],
  "a rate below nothing": [
    { a: { ...gate, kind: "limit", signal: "rate", hold: { below: "0/s" } } },
    [{ message: 'Gate "a" can never fail: no value is below 0/s', hint: fail, file, path: ["gates", "a", "hold"] }],
  ],
  "changes beyond all": [
    {
      a: { ...delta, hold: { above: "+100 pp" } },
      b: { ...delta, hold: { below: "-100 %" } },
      c: { ...delta, hold: { above: "-150 pp" } },
    },
    [
      { message: 'Gate "a" can never fail: no value is above +100 pp of the baseline', hint: fail, file, path: ["gates", "a", "hold"] },
      { message: 'Gate "b" can never fail: no value is below -100 % of the baseline', hint: fail, file, path: ["gates", "b", "hold"] },
      { message: 'Gate "c" can never pass: every value is above -150 pp of the baseline', hint: pass, file, path: ["gates", "c", "hold"] },
    ],
  ],
  "certainty that there is not": [
    { a: { ...gate, kind: "comparison", signal: "errors", confidence: "100 %", otherwise: { above: "+10 %" } } },
    [
      {
        message: 'Gate "a" can never fail: no test is 100 % certain',
        hint: 'set confidence below 100 %, such as "95 %"',
        file,
        path: ["gates", "a", "confidence"],
      },
    ],
  ],
  "more than the whole hold": [
    { a: { ...errors, hold: { above: "1 %" }, minimumCoverage: "110 %" } },
    [
      {
        message: 'Gate "a" can never pass: more than all of the hold (110 %) must have been measured',
        hint: "set minimumCoverage to at most 100 %",
        file,
        path: ["gates", "a", "minimumCoverage"],
      },
    ],
  ],
  "quiet that nothing breaks": [
    { a: { ...gate, kind: "alerts-quiet", severities: ["critical", "warning"], quietFor: "1h" } },
    [
      {
        severity: "warning",
        message: 'Gate "a" waits for no alert of severity critical, warning, but the rollout has none of its own',
        hint: "add such an alert, or name the severities that the rollout's alerts have",
        file,
        path: ["gates", "a", "severities"],
      },
    ],
  ],
};

test.each(Object.entries(cases))("%s", (_, [gates, reports]) => {
  expect([...definitionGateLimits.check(subjectOf(definition({ ...measured, gates })))]).toEqual(reports);
});
