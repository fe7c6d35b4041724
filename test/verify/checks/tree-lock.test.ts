import { expect, test } from "vitest";
import { treeLock } from "../../../src/verify/checks/tree-lock.ts";
import { folderOf } from "../../../src/verify/folder.ts";
import { checkoutFiles, checkoutFolder, type Edits } from "../checkout.ts";

const folder = "dist/production/checkout";
const lock = `${folder}/rampart.lock.json`;
const hint = "run `rampart compile`";

const cases: Record<string, readonly [edits: Edits, reports: readonly object[]]> = {
  "a rendered folder is whole": [{}, []],
  "without a lock, nothing tells what belongs here": [
    { "rampart.lock.json": undefined },
    [
      {
        message: `"${folder}" has no rampart.lock.json: nothing tells which files belong to it`,
        hint: "run `rampart compile`, which renders the folder or removes it",
        file: lock,
      },
    ],
  ],
  "a lock that is no JSON": [
    { "rampart.lock.json": "{" },
    [{ message: expect.stringMatching(/^The lock cannot be read: .*JSON/), hint, file: lock }],
  ],
  "a lock with a key of its own": [
    { "rampart.lock.json": (text) => text.replace("{", '{ "trust": "me",') },
    [{ message: "The lock cannot be read: it is not what Rampart writes", hint, file: lock }],
  ],
  "a file that was changed after it was rendered": [
    { "values.yaml": (text) => `${text}\n`, "rules.yaml": (text) => `${text}# mine\n` },
    [
      {
        message: `"${folder}/rules.yaml" is not what was rendered: the lock has another digest`,
        hint: "generated files are not edited: change the definition, run `rampart compile` and commit the whole folder",
        file: `${folder}/rules.yaml`,
      },
    ],
  ],
  "a file that is missing": [
    { "RUNBOOK.md": undefined },
    [
      {
        message: `"${folder}/RUNBOOK.md" is missing: the lock has it`,
        hint: "run `rampart compile` and commit the whole folder",
        file: `${folder}/RUNBOOK.md`,
      },
    ],
  ],
  "a version that is none": [
    { "rampart.lock.json": (text) => text.replace("1.2.3", "latest") },
    [{ message: 'The lock names version "latest" of Rampart: expected a version such as 1.2.3', hint, file: lock, path: ["rampart"] }],
  ],
  "a path that leads out of the folder": [
    { "rampart.lock.json": (text) => text.replace('"RUNBOOK.md"', '"../../../../etc/passwd"'), "RUNBOOK.md": undefined },
    [
      {
        message: 'The lock names "../../../../etc/passwd", which no generated file can be called',
        hint,
        file: lock,
        path: ["files", "../../../../etc/passwd"],
      },
    ],
  ],
  "a key that every object has": [
    { "rampart.lock.json": (text) => text.replace('"RUNBOOK.md"', '"__proto__"') },
    [{ message: expect.stringMatching(/^The lock cannot be read: the key "__proto__" is reserved/), hint, file: lock }],
  ],
};

test.each(Object.entries(cases))("%s", (_, [edits, reports]) => {
  expect([...treeLock.check(checkoutFolder("canary-5", edits))]).toEqual(reports);
});

test("a folder that was copied from another", () => {
  expect([...treeLock.check(folderOf("staging", "basket", checkoutFiles()))]).toEqual([
    {
      message: 'The lock is of environment "production", but the folder is of "staging"',
      hint: "do not copy rendered folders: run `rampart compile`",
      file: "dist/staging/basket/rampart.lock.json",
      path: ["environment"],
    },
    {
      message: 'The lock is of rollout "checkout", but the folder is of "basket"',
      hint: "do not copy rendered folders: run `rampart compile`",
      file: "dist/staging/basket/rampart.lock.json",
      path: ["rollout"],
    },
  ]);
});
