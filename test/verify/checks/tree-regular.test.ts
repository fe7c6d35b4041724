import { expect, test } from "vitest";
import type { Oddity } from "../../../src/project/oddity.ts";
import { treeRegular } from "../../../src/verify/checks/tree-regular.ts";

const hint = "remove it, and run `rampart compile` if a generated file belongs there";

const cases: Record<string, readonly [oddities: readonly Oddity[], reports: readonly object[]]> = {
  "nothing but regular files": [[], []],
  "a file that lies in a wrong place is another check's": [
    [{ path: "dist/README.md", kind: "stray", problem: "lies outside the folders of rollouts" }],
    [],
  ],
  "a link": [
    [{ path: "dist/production", kind: "irregular", problem: "is a symbolic link" }],
    [{ message: '"dist/production" is a symbolic link', hint, file: "dist/production" }],
  ],
};

test.each(Object.entries(cases))("%s", (_, [oddities, reports]) => {
  expect([...treeRegular.check({ folders: [], oddities, schemas: new Map() })]).toEqual(reports);
});
