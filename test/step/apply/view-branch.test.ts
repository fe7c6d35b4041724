import { describe, expect, test } from "vitest";
import type { Commit, Comparison, Pull } from "../../../src/forge/forge.ts";
import { viewBranch, type BranchView } from "../../../src/step/apply/view-branch.ts";
import { aPull } from "./a-pull.ts";
import { forgeWith } from "./forge-with.ts";

const ours: Commit = { sha: "ours", tree: "tree", parents: [], message: "Step\n\nRampart-Tree: tree", author: "rampart-bot" };
const theirs: Commit = { ...ours, sha: "theirs", message: "Theirs", author: "ada" };
const merged = aPull({ state: "merged", mergeCommit: "merge" });

/** How a commit lies to the base, by its name. */
function comparison(ahead: number, commits: readonly Commit[] = []): Comparison {
  return { mergeBase: "base", ahead, behind: 0, commits, files: [], cut: false };
}

interface Case {
  readonly head?: string;
  readonly open?: Pull;
  readonly earlier?: readonly Pull[];
  readonly lies: Readonly<Record<string, Comparison>>;
}

const table: Readonly<Record<string, readonly [given: Case, view: BranchView]>> = {
  "there is none": [{ lies: {} }, { kind: "absent" }],
  "it has nothing that the base has not": [
    { head: "head", lies: { head: comparison(0) } },
    { kind: "spent", head: "head" },
  ],
  "it has a commit of ours": [
    { head: "head", lies: { head: comparison(1, [ours]) } },
    { kind: "there", head: "head", comparison: comparison(1, [ours]), strangers: [] },
  ],
  "it has a commit of somebody else too": [
    { head: "head", lies: { head: comparison(2, [ours, theirs]) } },
    { kind: "there", head: "head", comparison: comparison(2, [ours, theirs]), strangers: [theirs] },
  ],
  "an open pull request tells its head": [
    { open: aPull(), lies: { head: comparison(1, [ours]) } },
    { kind: "there", head: "head", comparison: comparison(1, [ours]), strangers: [] },
  ],
  "it was squashed into the base": [
    { head: "head", earlier: [merged], lies: { head: comparison(1, [ours]), merge: comparison(0) } },
    { kind: "spent", head: "head" },
  ],
  "it was merged into a newer base than is known": [
    { head: "head", earlier: [merged], lies: { head: comparison(1, [ours]), merge: comparison(2, [ours]) } },
    { kind: "overtaken" },
  ],
  "somebody went on with it after it was merged": [
    { head: "newer", earlier: [merged], lies: { newer: comparison(1, [theirs]) } },
    { kind: "there", head: "newer", comparison: comparison(1, [theirs]), strangers: [theirs] },
  ],
};

describe("what is on a branch", () => {
  test.each(Object.entries(table))("%s", async (_, [{ head, open, earlier = [], lies }, view]) => {
    const forge = forgeWith({
      branchHead: async () => head,
      compare: async (_base, other) => lies[other] ?? comparison(99),
    });
    expect(await viewBranch(forge, { branch: "branch", baseCommit: "base", open, earlier })).toEqual(view);
  });
});
