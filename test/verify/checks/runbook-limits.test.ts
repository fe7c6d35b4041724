import { expect, test } from "vitest";
import { runbookLimits } from "../../../src/verify/checks/runbook-limits.ts";
import type { Edits } from "../checkout.ts";
import { rampFolder } from "../ramp.ts";

const cases: Readonly<Record<string, readonly [edits: Edits, reports: readonly object[]]>> = {
  "what is rendered has one number for each limit": [{}, []],
  "another number in the alert": [
    { "rules.yaml": (text) => text.replace("> 0.05", "> 0.06") },
    [
      {
        message: 'Alert "ErrorsHigh" names the rollback limit of gate "errors", 5 % (0.05), but holds another number',
        hint: "render the folder again with rampart compile",
        file: "dist/production/ramp/rules.yaml",
        path: ["groups", 1, "rules", 4, "expr"],
        definition: ["alerts", "ErrorsHigh"],
      },
    ],
  ],
  "another number in the panel": [
    { "dashboard.json": (text) => text.replaceAll("0.001", "0.002") },
    [
      {
        message: 'Gate "errors" has hold limit 0.1 % (0.001), which its panel does not draw',
        hint: "render the folder again with rampart compile",
        file: "dist/production/ramp/dashboard.json",
        path: ["panels", 6],
        definition: ["gates", "errors", "hold"],
      },
    ],
  ],
  "another number in the runbook": [
    { "RUNBOOK.md": (text) => text.replaceAll("1.5x", "15x").replaceAll("0.1 %", "10.1 %") },
    [
      {
        message: 'Gate "errors" has hold limit 0.1 %, which its runbook section does not tell',
        hint: "render the folder again with rampart compile",
        file: "dist/production/ramp/RUNBOOK.md",
        line: 134,
        definition: ["gates", "errors", "hold"],
      },
      {
        message: 'Gate "latency" has hold limit 1.5x, which its runbook section does not tell',
        hint: "render the folder again with rampart compile",
        file: "dist/production/ramp/RUNBOOK.md",
        line: 164,
        definition: ["gates", "latency", "hold"],
      },
    ],
  ],
  "another number in the rollout": [
    { "rollout.yaml": (text) => text.replace("above 5 %", "above 6 %") },
    [
      {
        message: 'Gate "errors" has rollback limit 6 %, which its runbook section does not tell',
        hint: "render the folder again with rampart compile",
        file: "dist/production/ramp/RUNBOOK.md",
        line: 134,
        definition: ["gates", "errors", "rollback"],
      },
      {
        message: 'Gate "errors" has rollback limit 6 % (0.06), which its panel does not draw',
        hint: "render the folder again with rampart compile",
        file: "dist/production/ramp/dashboard.json",
        path: ["panels", 6],
        definition: ["gates", "errors", "rollback"],
      },
      {
        message: 'Alert "ErrorsHigh" names the rollback limit of gate "errors", 6 % (0.06), but holds another number',
        hint: "render the folder again with rampart compile",
        file: "dist/production/ramp/rules.yaml",
        path: ["groups", 1, "rules", 4, "expr"],
        definition: ["alerts", "ErrorsHigh"],
      },
    ],
  ],
};

test.each(Object.entries(cases))("%s", (_, [edits, reports]) => {
  expect([...runbookLimits.check(rampFolder(edits))]).toEqual(reports);
});
