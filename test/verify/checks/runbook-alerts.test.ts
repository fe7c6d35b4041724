import { expect, test } from "vitest";
import { runbookAlerts } from "../../../src/verify/checks/runbook-alerts.ts";
import type { Edits } from "../checkout.ts";
import { rampFolder } from "../ramp.ts";

const cases: Readonly<Record<string, readonly [edits: Edits, reports: readonly object[]]>> = {
  "what is rendered tells of each alert": [{}, []],
  "an alert that is not told of": [
    { "RUNBOOK.md": (text) => text.replace("### ErrorsHigh", "### ErrorsTooHigh") },
    [
      {
        message: 'Alert "ErrorsHigh" fires, but the runbook does not tell of it',
        hint: "render the folder again with rampart compile",
        file: "dist/production/ramp/rules.yaml",
        path: ["groups", 1, "rules", 4, "alert"],
        definition: ["alerts", "ErrorsHigh"],
      },
    ],
  ],
  "an alert that no rule fires": [
    { "rules.yaml": (text) => text.replace("alert: CandidateDown", "alert: CandidateGone") },
    [
      {
        message: 'Alert "CandidateGone" fires, but the runbook does not tell of it',
        hint: "render the folder again with rampart compile",
        file: "dist/production/ramp/rules.yaml",
        path: ["groups", 1, "rules", 6, "alert"],
      },
      {
        message: 'The runbook tells of alert "CandidateDown", which no rule fires',
        hint: "render the folder again with rampart compile",
        file: "dist/production/ramp/RUNBOOK.md",
        line: 230,
        definition: ["alerts", "CandidateDown"],
      },
    ],
  ],
  "without a runbook there is nothing to say here": [{ "RUNBOOK.md": undefined }, []],
};

test.each(Object.entries(cases))("%s", (_, [edits, reports]) => {
  expect([...runbookAlerts.check(rampFolder(edits))]).toEqual(reports);
});
