import { expect, test } from "vitest";
import { rulesStage } from "../../../src/verify/checks/rules-stage.ts";
import type { Folder } from "../../../src/verify/folder.ts";
import { rampFolder } from "../ramp.ts";
import { hostileFolders } from "../routed.ts";

const file = "dist/production/ramp/rules.yaml";
const hint = "render the folder again with rampart compile";
const told = (change: (text: string) => string): Folder => rampFolder({ "rules.yaml": change });

const cases: Record<string, readonly [folder: Folder, reports: readonly object[]]> = {
  "what was compiled": [rampFolder(), []],
  "another stage": [
    told((text) => text.replace("stage: canary-5", "stage: canary-50")),
    [
      {
        message: 'Record "rollout:candidate_weight:percent" tells stage "canary-50", but "canary-5" is rendered',
        hint,
        file,
        path: ["groups", 0, "rules", 0, "labels", "stage"],
      },
    ],
  ],
  "no stage": [
    told((text) => text.replace("          stage: canary-5\n", "")),
    [
      {
        message: 'Record "rollout:candidate_weight:percent" tells no stage, but "canary-5" is rendered',
        hint,
        file,
        path: ["groups", 0, "rules", 0, "labels", "stage"],
      },
    ],
  ],
  "another share": [
    told((text) => text.replace("vector(5)", "vector(50)")),
    [
      {
        message: 'Record "rollout:candidate_weight:percent" is vector(50), but stage "canary-5" has 5 %',
        hint,
        file,
        path: ["groups", 0, "rules", 0, "expr"],
      },
    ],
  ],
  "nothing tells the stage": [
    told((text) => text.replace("rollout:candidate_weight:percent\n", "rollout:weight:percent\n")),
    [
      {
        message: 'No rule records "rollout:candidate_weight:percent", so nobody knows which stage the cluster has',
        hint,
        file,
        path: ["groups"],
      },
    ],
  ],
  "a ladder that mirrors, and nothing tells how much": [
    rampFolder({ "rollout.yaml": (text) => text.replace("mirrorPercent: 0", "mirrorPercent: 100") }),
    [
      {
        message: 'No rule records "rollout:mirror:percent", so nobody knows which stage the cluster has',
        hint,
        file,
        path: ["groups"],
      },
    ],
  ],
};

test.each(Object.entries(cases))("%s", (_, [folder, reports]) => {
  expect([...rulesStage.check(folder)]).toEqual(reports);
});

test("comes through whatever a stranger commits", () => {
  for (const folder of hostileFolders()) expect([...rulesStage.check(folder)]).toEqual([]);
});
