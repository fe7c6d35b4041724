import { expect, test } from "vitest";
import { rulesTested } from "../../../src/verify/checks/rules-tested.ts";
import type { Edits } from "../checkout.ts";
import { rampFolder } from "../ramp.ts";

const file = "dist/production/ramp/rules.yaml";

const cases: Readonly<Record<string, readonly [edits: Edits, reports: readonly object[]]>> = {
  "each rule that is rendered has a test": [{}, []],
  "an alert and a record without a test": [
    {
      "rules.yaml": (text) =>
        text
          .replace("alert: CandidateDown", "alert: CandidateGone")
          .replace("record: variant:latency:p95_rate5m", "record: variant:slow:p95_rate5m"),
    },
    [
      {
        message: 'Record "variant:slow:p95_rate5m" has no test in rules.test.yaml',
        hint: "render the folder again with rampart compile, or add a test of what it does",
        file,
        path: ["groups", 1, "rules", 2],
      },
      {
        message: 'Alert "CandidateGone" has no test in rules.test.yaml',
        hint: "render the folder again with rampart compile, or add a test of what it does",
        file,
        path: ["groups", 1, "rules", 6],
      },
    ],
  ],
  "a name in a story is not a test": [
    {
      "rules.test.yaml":
        "tests:\n  - name: CandidateDown ErrorsHigh LatencyHigh\n    input_series:\n      - series: rollout:candidate_weight:percent\n    # variant:errors:ratio_rate5m\n    promql_expr_test:\n      - expr: variant:latency:p95_rate5m > 0 and variant:errors:ratio_rate5m\n",
    },
    [
      {
        message: 'Record "rollout:candidate_weight:percent" has no test in rules.test.yaml',
        hint: "render the folder again with rampart compile, or add a test of what it does",
        file,
        path: ["groups", 0, "rules", 0],
      },
      {
        message: 'Alert "ErrorsHigh" has no test in rules.test.yaml',
        hint: "render the folder again with rampart compile, or add a test of what it does",
        file,
        path: ["groups", 1, "rules", 4],
      },
      {
        message: 'Alert "LatencyHigh" has no test in rules.test.yaml',
        hint: "render the folder again with rampart compile, or add a test of what it does",
        file,
        path: ["groups", 1, "rules", 5],
      },
      {
        message: 'Alert "CandidateDown" has no test in rules.test.yaml',
        hint: "render the folder again with rampart compile, or add a test of what it does",
        file,
        path: ["groups", 1, "rules", 6],
      },
    ],
  ],
  "without tests there is nothing to say here": [{ "rules.test.yaml": undefined }, []],
};

test.each(Object.entries(cases))("%s", (_, [edits, reports]) => {
  expect([...rulesTested.check(rampFolder(edits))]).toEqual(reports);
});
