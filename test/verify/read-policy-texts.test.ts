import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { GitBase } from "../../src/project/git-base.ts";
import { readPolicyTexts } from "../../src/verify/read-policy-texts.ts";
import { scratchFolder } from "../project/scratch-folder.ts";

const base: GitBase = {
  revision: "main",
  commit: "c".repeat(40),
  fork: "f".repeat(40),
  changedFiles: [],
  readTexts: (commit, paths) => new Map(paths.map((path) => [path, `${path} at ${commit.slice(0, 1)}`])),
  listFiles: (commit, folder) => [`${folder}/steps.yaml`, `${folder}/README.md`, `${folder}/team/${commit.slice(0, 1)}.yml`],
};

test("reads documents of the work tree, and nothing else that lies there", () => {
  const root = scratchFolder({ "policies/steps.yaml": "a: 1\n", "policies/team/more.json": "{}\n", "policies/README.md": "# Policies\n" });
  expect(readPolicyTexts(root, undefined)).toEqual({
    texts: new Map([
      ["policies/steps.yaml", "a: 1\n"],
      ["policies/team/more.json", "{}\n"],
    ]),
    oddities: [],
  });
});

test("with a base revision, reads its tip, whatever the work tree has", () => {
  const root = scratchFolder({ "policies/loose.yaml": "a: 1\n" });
  expect(readPolicyTexts(root, base).texts).toEqual(
    new Map([
      ["policies/steps.yaml", "policies/steps.yaml at c"],
      ["policies/team/c.yml", "policies/team/c.yml at c"],
    ]),
  );
});

test("tells what it does not read: a policy that is left out in silence would allow everything", () => {
  const root = scratchFolder({ "policies/my policy.yaml": "a: 1\n" });
  symlinkSync("/etc/passwd", join(root, "policies/link.yaml"));
  expect(readPolicyTexts(root, undefined)).toEqual({
    texts: new Map(),
    oddities: [
      { path: "policies/link.yaml", kind: "irregular", problem: "is a symbolic link" },
      {
        path: "policies/my policy.yaml",
        kind: "irregular",
        problem: "has a name with more than letters, digits, dots, hyphens and underscores",
      },
    ],
  });
});
