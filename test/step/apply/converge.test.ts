import { describe, expect, test } from "vitest";
import { ForgeFault } from "../../../src/forge/forge-fault.ts";
import type { Forge } from "../../../src/forge/forge.ts";
import { converge } from "../../../src/step/apply/converge.ts";
import type { Seen } from "../../../src/step/apply/seen.ts";
import type { Turn } from "../../../src/step/apply/turn.ts";
import type { Wanted } from "../../../src/step/apply/wanted.ts";
import { aPull } from "./a-pull.ts";
import { forgeWith } from "./forge-with.ts";

const wanted: Wanted = {
  closings: [],
  pull: {
    branch: "rampart/production/checkout/canary-10",
    base: "main",
    baseCommit: "base",
    files: new Map([["environments/production/checkout.yaml", "stage: canary-10\n"]]),
    title: "canary-5 → canary-10",
    message: "canary-5 → canary-10",
    body: () => "body",
    labels: ["rampart"],
    reviewers: { people: [], teams: [] },
    draft: false,
    statuses: [],
  },
  marks: undefined,
  deployment: undefined,
  remark: undefined,
};
const empty: Seen = {
  open: new Set(),
  branch: { kind: "absent" },
  made: {},
  pull: undefined,
  settledLabels: [],
  settledReviewers: { people: [], teams: [] },
  draftIsOurs: false,
  statuses: new Map(),
  deployment: undefined,
  remarked: false,
  merging: false,
};
/** The branch is there, and its pull request is not. */
const halfway: Seen = { ...empty, branch: { kind: "same", head: "commit" } };
const unknown: Turn = { isOurs: false, left: undefined };

/** Tells how it ends, what was written, and whose turn it is. */
async function ended(seen: Seen, turn: Turn, more: Partial<Forge> = {}) {
  const forge = forgeWith({
    createTree: async () => "tree",
    createCommit: async () => "commit",
    createBranch: async () => "created",
    openPull: async ({ body }) => aPull({ body }),
    addLabels: async () => {},
    ...more,
  });
  const done = await converge(forge, wanted, seen, turn);
  return { kind: done.kind, writes: done.writes.map(({ kind }) => kind), ...(done.kind === "settled" ? {} : { turn: done.turn }) };
}

describe("of several runs at once, one has the turn", () => {
  test("who makes the branch goes on to the end", async () => {
    const writes = ["create-tree", "create-commit", "create-branch", "open-pull", "add-labels"];
    expect(await ended(empty, unknown)).toEqual({ kind: "settled", writes });
  });

  test("who comes too late for the branch looks again, and knows nothing of others yet", async () => {
    const writes = ["create-tree", "create-commit", "create-branch"];
    const late = await ended(empty, unknown, { createBranch: async () => "exists" });
    expect(late).toEqual({ kind: "look-again", writes, turn: unknown });
  });

  test("who finds it halfway writes nothing, and remembers what is left", async () => {
    expect(await ended(halfway, unknown)).toEqual({
      kind: "look-again",
      writes: [],
      turn: { isOurs: false, left: "open-pull, add-labels" },
    });
  });

  test("where as much is left later, nobody else is at it", async () => {
    const left = "open-pull, add-labels";
    expect(await ended(halfway, { isOurs: false, left })).toEqual({ kind: "settled", writes: ["open-pull", "add-labels"] });
  });

  test("where less is left later, somebody is", async () => {
    const further = { ...halfway, pull: aPull({ body: "body" }) };
    const turn = { isOurs: false, left: "open-pull, add-labels" };
    expect(await ended(further, turn)).toEqual({ kind: "look-again", writes: [], turn: { isOurs: false, left: "add-labels" } });
  });

  test("who had the turn keeps it where an answer is lost", async () => {
    const lost = await ended(empty, unknown, {
      openPull: () => Promise.reject(new ForgeFault("Cannot open the pull request", { kind: "unclear" })),
    });
    expect(lost.turn).toEqual({ isOurs: true, left: undefined });
  });

  test("where nothing is left, nobody waits", async () => {
    const settled = { ...halfway, pull: aPull({ body: "body", labels: ["rampart"] }) };
    expect(await ended(settled, unknown)).toEqual({ kind: "settled", writes: [] });
  });
});
