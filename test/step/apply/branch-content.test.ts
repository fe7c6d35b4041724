import { describe, expect, test } from "vitest";
import { gitBlob } from "../../../src/base/git-blob.ts";
import type { Comparison } from "../../../src/forge/forge.ts";
import { holdsFiles } from "../../../src/step/apply/holds-files.ts";
import { isOurs } from "../../../src/step/apply/view-branch.ts";

type Changed = Comparison["files"][number];

const files = new Map([
  ["changed", "text\n"],
  ["new", "more\n"],
  ["gone", null],
]);
const changed: Changed = { path: "changed", blob: gitBlob("text\n"), change: "modified" };
const added: Changed = { path: "new", blob: gitBlob("more\n"), change: "added" };
const removed: Changed = { path: "gone", blob: undefined, change: "removed" };

function comparison(found: readonly Changed[], cut = false): Comparison {
  return { mergeBase: "base", ahead: 1, behind: 0, commits: [], files: found, cut };
}

describe("whether a branch holds exactly these files", () => {
  const table: Readonly<Record<string, readonly [found: Comparison, holds: boolean]>> = {
    "all of them as they should be": [comparison([changed, added, removed]), true],
    "in any order": [comparison([removed, changed, added]), true],
    "not when one is missing": [comparison([changed, added]), false],
    "not when there is one more": [comparison([changed, added, removed, { ...added, path: "theirs" }]), false],
    "not when another one is there instead": [comparison([changed, { ...added, path: "theirs" }, removed]), false],
    "not when a text differs": [comparison([{ ...changed, blob: gitBlob("text") }, added, removed]), false],
    "not when a file is removed that should be changed": [comparison([{ ...changed, change: "removed" }, added, removed]), false],
    "not when a file is changed that should be removed": [comparison([changed, added, { ...changed, path: "gone" }]), false],
    "not when the forge has told only a part": [comparison([changed, added, removed], true), false],
  };

  test.each(Object.entries(table))("%s", (_, [found, holds]) => {
    expect(holdsFiles(found, files)).toBe(holds);
  });
});

describe("whether we built a commit and nobody changed it", () => {
  const tree = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";
  const commit = { sha: "sha", tree, parents: [], author: "rampart-bot" };
  const table: Readonly<Record<string, readonly [message: string, ours: boolean]>> = {
    "its last line names its tree": [`Step\n\nRampart-Tree: ${tree}\n`, true],
    "others have added trailers": [`Step\n\nRampart-Tree: ${tree}\nSigned-off-by: Ada <ada@example.com>`, true],
    "line ends came back changed": [`Step\r\n\r\nRampart-Tree: ${tree}\r\n`, true],
    "it has no trailer": ["Step", false],
    "it was amended with other files": ["Step\n\nRampart-Tree: 0000000000000000000000000000000000000000", false],
    "it only speaks of its tree": [`See Rampart-Tree: ${tree}`, false],
    "its trailer says more than the tree": [`Step\n\nRampart-Tree: ${tree} or so`, false],
  };

  test.each(Object.entries(table))("%s", (_, [message, ours]) => {
    expect(isOurs({ ...commit, message })).toBe(ours);
  });
});
