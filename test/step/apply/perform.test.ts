import { describe, expect, test } from "vitest";
import type { Forge, PullDetail } from "../../../src/forge/forge.ts";
import { perform } from "../../../src/step/apply/perform.ts";
import type { Write } from "../../../src/step/apply/write.ts";
import { aPull } from "./a-pull.ts";
import { forgeWith } from "./forge-with.ts";

const seen = aPull({ body: "ours" });

/** As the forge shows it now. */
function now(change: Partial<PullDetail>): PullDetail {
  return { ...seen, mergeable: true, mergeState: "clean", closedBy: undefined, ...change };
}

/** Performs a write while the pull request is so; tells what was done to it. */
async function performed(write: Write, pull: Partial<PullDetail>, more: Partial<Forge> = {}) {
  const done: unknown[] = [];
  const forge = forgeWith({
    pull: async () => now(pull),
    isQueued: async () => false,
    editPull: async (number, change) => void done.push({ number, ...change }),
    advanceBranch: async (_, commit) => {
      done.push(commit);
      return "moved";
    },
    ...more,
  });
  const { kind } = await perform(forge, write, seen);
  return { kind, done };
}

const push: Write = { kind: "advance-branch", branch: "branch", commit: "commit" };
const edit: Write = { kind: "edit-pull", number: 1, change: { body: "new" } };
const close: Write = { kind: "close-pull", number: 1, words: "Another took its place." };

describe("what people may have changed is looked at once more right before it is written", () => {
  test("a body that is as it was is renewed", async () => {
    expect(await performed(edit, {})).toEqual({ kind: "done", done: [{ number: 1, body: "new" }] });
  });

  test("a body that somebody has edited is not", async () => {
    expect(await performed(edit, { body: "ours, and theirs" })).toEqual({ kind: "overtaken", done: [] });
  });

  test("nor that of a pull request that was closed", async () => {
    expect(await performed(edit, { state: "closed" })).toEqual({ kind: "overtaken", done: [] });
  });

  test("a pull request is closed with the body it has then", async () => {
    const { done } = await performed(close, { body: "ours, and theirs" });
    expect(done).toEqual([{ number: 1, state: "closed", body: expect.stringMatching(/Another took its place\.\n\nours, and theirs$/) }]);
  });

  test("one that a person has closed keeps the body it has", async () => {
    expect(await performed(close, { state: "closed" })).toEqual({ kind: "done", done: [] });
  });

  test("a branch goes forward", async () => {
    expect(await performed(push, {})).toEqual({ kind: "done", done: ["commit"] });
  });

  test.each<readonly [string, Partial<PullDetail>, Partial<Forge>]>([
    ["auto-merge is armed", { autoMerge: true }, {}],
    ["it waits in the merge queue", {}, { isQueued: async () => true }],
    ["it was closed", { state: "closed" }, {}],
    ["it was merged", { state: "merged" }, {}],
    ["another run has pushed the very same commit", { head: { ...seen.head, commit: "commit" } }, {}],
  ])("but not while %s", async (_, pull, more) => {
    expect(await performed(push, pull, more)).toEqual({ kind: "overtaken", done: [] });
  });

  test("nor where somebody else has pushed", async () => {
    expect(await performed(push, {}, { advanceBranch: async () => "not-fast-forward" })).toEqual({ kind: "overtaken", done: [] });
  });

  test("a pull request that was there already is looked at, not taken for ours", async () => {
    const write: Write = { kind: "open-pull", pull: { branch: "branch", base: "main", title: "", body: "ours", draft: false } };
    expect(await performed(write, {}, { openPull: async () => seen })).toMatchObject({ kind: "done" });
    expect(await performed(write, {}, { openPull: async () => aPull({ body: "theirs" }) })).toMatchObject({ kind: "overtaken" });
  });
});
