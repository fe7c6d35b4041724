import { expect, test } from "vitest";
import { rulesUnused } from "../../../src/verify/checks/rules-unused.ts";
import { folderOf, type Folder } from "../../../src/verify/folder.ts";
import { groups, rampFolder } from "../ramp.ts";

function folder(environment: string, rollout: string, rules: readonly string[], panel = "vector(1)"): Folder {
  return folderOf(environment, rollout, [
    { path: "rules.yaml", content: groups(...rules) },
    { path: "dashboard.json", content: JSON.stringify({ panels: [{ id: 1, targets: [{ expr: panel }] }] }) },
  ]);
}

const record = "{ record: a:b:c, expr: up, labels: { variant: candidate } }";
const unused = (environment: string) => ({
  message: `Record "a:b:c" is read by no rule and no panel of "${environment}"`,
  hint: "remove the rule, or use the series",
  file: `dist/${environment}/one/rules.yaml`,
  path: ["groups", 0, "rules", 0],
});

const cases: Readonly<Record<string, readonly [folders: readonly Folder[], reports: readonly object[]]>> = {
  "what is rendered is read": [[rampFolder()], []],
  "read by a panel": [[folder("production", "one", [record], 'a:b:c{variant=~"candidate|baseline"}')], []],
  "read by another rollout of the environment": [
    [folder("production", "one", [record]), folder("production", "two", ["{ alert: A, expr: a:b:c > 1 }"])],
    [],
  ],
  "by a label that comes from the expression": [[folder("production", "one", [record], 'a:b:c{job="x"}')], []],
  "read nowhere": [[folder("production", "one", [record])], [unused("production")]],
  "read in another environment only": [
    [folder("production", "one", [record]), folder("staging", "two", [], "a:b:c")],
    [unused("production")],
  ],
  "read with another label": [[folder("production", "one", [record], 'a:b:c{variant="baseline"}')], [unused("production")]],
  "beside a dashboard that cannot be read, nobody can tell": [
    [
      folderOf("production", "one", [
        { path: "rules.yaml", content: groups(record) },
        { path: "dashboard.json", content: "{" },
      ]),
    ],
    [],
  ],
  "read by what is no PromQL": [[folder("production", "one", [record], "a:b:c +")], [unused("production")]],
};

test.each(Object.entries(cases))("%s", (_, [folders, reports]) => {
  expect([...rulesUnused.check(folders)]).toEqual(reports);
});
