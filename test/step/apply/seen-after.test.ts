import { describe, expect, test } from "vitest";
import { seenAfter, type WriteAnswer } from "../../../src/step/apply/seen-after.ts";
import type { Seen } from "../../../src/step/apply/seen.ts";
import type { Write } from "../../../src/step/apply/write.ts";
import { aPull } from "./a-pull.ts";

const seen: Seen = {
  open: new Set([1, 3]),
  branch: { kind: "outdated", head: "old", behind: false },
  made: { tree: "tree" },
  pull: aPull({ draft: true, body: "old" }),
  settledLabels: ["taken-off"],
  settledReviewers: { people: ["ada"], teams: [] },
  draftIsOurs: true,
  statuses: new Map([["ci", { state: "success", description: "built" }]]),
  deployment: { id: 7, commit: "base", task: "task", state: undefined },
  remarked: false,
  merging: false,
};

type Row = readonly [write: Write, answer: WriteAnswer, change: Partial<Seen>];

const opened = aPull({ number: 4 });
const deployment = { commit: "base", environment: "production/checkout", task: "task", description: "5 %", production: true };
const gates = { context: "rampart/gates", state: "error", description: "broken" } as const;

const table: Readonly<Record<string, Row>> = {
  "what was closed is open no more": [{ kind: "close-pull", number: 3, words: "" }, {}, { open: new Set([1]) }],
  "a tree is remembered": [{ kind: "create-tree", base: "base", files: new Map() }, { sha: "new" }, { made: { tree: "new" } }],
  "a commit is remembered beside its tree": [
    { kind: "create-commit", tree: "tree", parents: [], message: "" },
    { sha: "commit" },
    { made: { tree: "tree", commit: "commit" } },
  ],
  "a branch that was made has no statuses yet": [
    { kind: "create-branch", branch: "branch", commit: "commit" },
    {},
    { branch: { kind: "same", head: "commit" }, made: {}, statuses: new Map() },
  ],
  "a branch that moved has no statuses yet": [
    { kind: "advance-branch", branch: "branch", commit: "commit" },
    {},
    { branch: { kind: "same", head: "commit" }, made: {}, statuses: new Map() },
  ],
  "a pull request is as the forge answered it": [
    { kind: "open-pull", pull: { branch: "branch", base: "main", title: "", body: "", draft: false } },
    { pull: opened },
    { pull: opened, draftIsOurs: false },
  ],
  "an edit changes what it names": [
    { kind: "edit-pull", number: 1, change: { body: "new" } },
    {},
    { pull: aPull({ draft: true, body: "new" }) },
  ],
  "labels are not added twice, whatever the list says": [
    { kind: "add-labels", number: 1, labels: ["rampart"] },
    {},
    { settledLabels: ["taken-off", "rampart"] },
  ],
  "reviewers are not asked twice": [
    { kind: "request-reviews", number: 1, reviewers: { people: ["grace"], teams: ["payments"] } },
    {},
    { settledReviewers: { people: ["ada", "grace"], teams: ["payments"] } },
  ],
  "what was made ready is no draft": [{ kind: "mark-ready", number: 1 }, {}, { pull: aPull({ draft: false, body: "old" }) }],
  "a status stands beside the others, an error as the failure it is shown as": [
    { kind: "set-status", commit: "head", status: gates },
    {},
    {
      statuses: new Map([
        ["ci", { state: "success", description: "built" }],
        ["rampart/gates", { state: "failure", description: "broken" }],
      ]),
    },
  ],
  "what was said is said": [{ kind: "comment", number: 1, body: "words" }, {}, { remarked: true }],
  "a deployment is as the forge answered it": [
    { kind: "create-deployment", deployment },
    { deployment: { id: 8, commit: "base", task: "task", state: undefined } },
    { deployment: { id: 8, commit: "base", task: "task", state: undefined } },
  ],
  "a deployment's state is the one that was told": [
    { kind: "set-deployment-state", id: 7, state: "failure", description: "" },
    {},
    { deployment: { id: 7, commit: "base", task: "task", state: "failure" } },
  ],
};

describe("what stands after a write, and nothing else has changed", () => {
  test.each(Object.entries(table))("%s", (_, [write, answer, change]) => {
    expect(seenAfter(seen, write, answer)).toEqual({ ...seen, ...change });
  });
});
