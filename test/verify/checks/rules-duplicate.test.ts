import { expect, test } from "vitest";
import { rulesDuplicate } from "../../../src/verify/checks/rules-duplicate.ts";
import type { Folder } from "../../../src/verify/folder.ts";
import { folderOf } from "../../../src/verify/folder.ts";
import { groups, rampFolder } from "../ramp.ts";

const record = "{ record: a:b:c, expr: up, labels: { x: y, z: w } }";
const alert = "{ alert: A, expr: up == 0 }";

function folder(environment: string, rollout: string, ...rules: readonly string[]): Folder {
  return folderOf(environment, rollout, [{ path: "rules.yaml", content: groups(...rules) }]);
}

const cases: Readonly<Record<string, readonly [folders: readonly Folder[], reports: readonly object[]]>> = {
  "what is rendered says each thing once": [[rampFolder()], []],
  "the same in another environment, and with other labels": [
    [
      folder("production", "one", record, alert),
      folder("staging", "one", record, alert),
      folder("production", "two", "{ record: a:b:c, expr: up }"),
    ],
    [],
  ],
  "a record twice in a file, its labels in another order": [
    [folder("production", "one", record, "{ record: a:b:c, expr: down, labels: { z: w, x: y } }")],
    [
      {
        message: 'Record "a:b:c" is there twice with the same labels',
        hint: "remove one of them, or tell them apart by a label",
        file: "dist/production/one/rules.yaml",
        path: ["groups", 0, "rules", 1],
      },
    ],
  ],
  "an alert of two rollouts": [
    [folder("production", "one", alert), folder("production", "two", record, alert)],
    [
      {
        message: 'Alert "A" is there twice with the same labels: dist/production/one has it too',
        hint: "remove one of them, or give it another name",
        file: "dist/production/two/rules.yaml",
        path: ["groups", 0, "rules", 1],
      },
    ],
  ],
};

test.each(Object.entries(cases))("%s", (_, [folders, reports]) => {
  expect([...rulesDuplicate.check(folders)]).toEqual(reports);
});
