import { expect, test } from "vitest";
import { resourceConsistent } from "../../../src/verify/checks/resource-consistent.ts";
import type { Folder } from "../../../src/verify/folder.ts";
import { rampFolder } from "../ramp.ts";
import { hostileFolders, routedFolder } from "../routed.ts";

const file = "dist/production/ramp/rollout.yaml";
const hint = "run `rampart compile`";
const told = (change: (text: string) => string): Folder => rampFolder({ "rollout.yaml": change });

const cases: Record<string, readonly [folder: Folder, reports: readonly object[]]> = {
  "what was compiled": [rampFolder(), []],
  "what was compiled with routes": [routedFolder(), []],
  "what was compiled when the candidate has taken over": [routedFolder({}, { stage: "done" }), []],
  "a stage asks a gate that is not there": [
    told((text) => text.replace("        - errors\n", "        - erors\n")),
    [
      {
        message: 'Stage "canary-5" asks gate "erors", which is not among the gates',
        hint,
        file,
        path: ["spec", "stages", 1, "gates", 0],
      },
    ],
  ],
  "an alert fires at a limit that its gate does not have": [
    told((text) => text.replace("      rollback: above 5 %\n", "")),
    [
      {
        message: 'Alert "ErrorsHigh" fires at the rollback limit of gate "errors", which has none',
        hint,
        file,
        path: ["spec", "alerts", 0, "limit"],
      },
    ],
  ],
  "rules fire an alert that is not there": [
    told((text) => text.replace("    - name: CandidateDown\n      severity: critical\n      action: rollback\n", "")),
    [{ message: 'Alert "CandidateDown" is fired by rules.yaml, but is not among the alerts', hint, file, path: ["spec", "alerts"] }],
  ],
  "a share is not that of its weight": [
    told((text) => text.replace('candidatePercent: "50"', 'candidatePercent: "5"')),
    [
      {
        message: 'Stage "canary-50" has weight 50 of 100, which is 50 %, but candidatePercent is "5"',
        hint,
        file,
        path: ["spec", "stages", 2, "candidatePercent"],
      },
    ],
  ],
  "more weight than there is": [
    told((text) => text.replace('weight: 100\n      candidatePercent: "100"', 'weight: 101\n      candidatePercent: "101"')),
    [{ message: 'Stage "full" has weight 101 of 100', hint, file, path: ["spec", "stages", 3, "weight"] }],
  ],
  "without a weight, a canary has no share": [
    routedFolder({ "rollout.yaml": ["canary: absent\n      primary: baseline", "canary: present\n      primary: baseline"] }),
    [],
  ],
};

test.each(Object.entries(cases))("%s", (_, [folder, reports]) => {
  expect([...resourceConsistent.check(folder)]).toEqual(reports);
});

test("comes through whatever a stranger commits", () => {
  for (const folder of hostileFolders()) expect([...resourceConsistent.check(folder)]).toEqual([]);
});
