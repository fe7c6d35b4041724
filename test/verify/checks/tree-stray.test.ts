import { expect, test } from "vitest";
import type { Oddity } from "../../../src/project/oddity.ts";
import { treeStray } from "../../../src/verify/checks/tree-stray.ts";
import { checkoutFolder, type Edits } from "../checkout.ts";

const path = "dist/production/checkout";

const cases: Record<string, readonly [edits: Edits, oddities: readonly Oddity[], reports: readonly object[]]> = {
  "everything is in the lock": [{}, [], []],
  "a manifest that no generator has written": [
    { "manifests/extra.yaml": "a: 1\n" },
    [],
    [
      {
        message: `"${path}/manifests/extra.yaml" is in no lock: no generator has written it`,
        hint: "remove it, or write it by a generator in rampart.config.ts",
        file: `${path}/manifests/extra.yaml`,
      },
    ],
  ],
  "a file named like a member of every object": [
    { constructor: "a: 1\n" },
    [],
    [
      {
        message: `"${path}/constructor" is in no lock: no generator has written it`,
        hint: "remove it, or write it by a generator in rampart.config.ts",
        file: `${path}/constructor`,
      },
    ],
  ],
  "without a lock, the lock is what is wrong": [{ "rampart.lock.json": undefined }, [], []],
  "a file beside the folders": [
    {},
    [{ path: "dist/notes.txt", kind: "stray", problem: "lies outside the folders of rollouts" }],
    [
      {
        message: '"dist/notes.txt" lies outside the folders of rollouts',
        hint: "remove it: everything in these folders is written by Rampart",
        file: "dist/notes.txt",
      },
    ],
  ],
  "what is not regular is another check's": [{}, [{ path: "dist/link", kind: "irregular", problem: "is a symbolic link" }], []],
};

test.each(Object.entries(cases))("%s", (_, [edits, oddities, reports]) => {
  const folder = checkoutFolder("canary-5", edits);
  const found = [...(treeStray.folder?.(folder) ?? []), ...treeStray.check({ folders: [folder], oddities, schemas: new Map() })];
  expect(found).toEqual(reports);
});
