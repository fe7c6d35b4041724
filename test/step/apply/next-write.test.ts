import { describe, expect, test } from "vitest";
import type { Pull } from "../../../src/forge/forge.ts";
import { nextWrite } from "../../../src/step/apply/next-write.ts";
import type { Seen } from "../../../src/step/apply/seen.ts";
import type { Wanted, WantedPull } from "../../../src/step/apply/wanted.ts";
import { aPull } from "./a-pull.ts";

const nobody = { people: [], teams: [] };
const gates = { context: "rampart/gates", state: "success", description: "3 of 3 gates pass" } as const;
const deployment = { commit: "base", environment: "production/checkout", task: "rampart:2:canary-5", description: "5 %", production: true };

const wantedPull: WantedPull = {
  branch: "rampart/production/checkout/canary-10",
  base: "main",
  baseCommit: "base",
  files: new Map([["environments/production/checkout.yaml", "stage: canary-10\n"]]),
  title: "canary-5 → canary-10",
  message: "canary-5 → canary-10\n\nRampart-Step: x",
  body: (_, head) => `body for ${head}`,
  labels: ["rampart", "rampart/advance"],
  reviewers: { people: ["grace"], teams: ["payments"] },
  draft: false,
  statuses: [gates],
};
const all: Wanted = {
  closings: [],
  pull: wantedPull,
  marks: undefined,
  deployment: { deployment, state: "success" },
  remark: undefined,
};
const nothing: Wanted = { ...all, pull: undefined, deployment: undefined };
const empty: Seen = {
  open: new Set(),
  branch: { kind: "absent" },
  made: {},
  pull: undefined,
  settledLabels: [],
  settledReviewers: nobody,
  draftIsOurs: false,
  statuses: new Map(),
  deployment: undefined,
  remarked: false,
  merging: false,
};
/** As it is when everything is done. */
const pull: Pull = aPull({ body: "body for head", labels: ["rampart", "rampart/advance"], reviewers: wantedPull.reviewers });
const done: Seen = {
  ...empty,
  open: new Set([1]),
  branch: { kind: "same", head: "head" },
  pull,
  statuses: new Map([["rampart/gates", { state: "success", description: gates.description }]]),
  deployment: { id: 7, commit: "base", task: deployment.task, state: "success" },
};

type Row = readonly [wanted: Wanted, seen: Seen, write: object | undefined];

const closing = { number: 3, words: "Superseded." };
const table: Readonly<Record<string, Row>> = {
  "nothing is wanted": [nothing, empty, undefined],
  "everything stands": [all, done, undefined],
  "what is not due any more is closed before anything new is made": [
    { ...all, closings: [closing] },
    { ...empty, open: new Set([3]) },
    { kind: "close-pull", ...closing },
  ],
  "what is closed is not closed again": [{ ...nothing, closings: [closing] }, empty, undefined],
  "without a branch, the tree is made first": [all, empty, { kind: "create-tree", base: "base", files: wantedPull.files }],
  "the commit names the tree it was built with": [
    all,
    { ...empty, made: { tree: "tree" } },
    { kind: "create-commit", tree: "tree", parents: ["base"], message: `${wantedPull.message}\nRampart-Tree: tree\n` },
  ],
  "a branch is made with its commit": [
    all,
    { ...empty, made: { tree: "tree", commit: "commit" } },
    { kind: "create-branch", branch: wantedPull.branch, commit: "commit" },
  ],
  "older content gets a commit on top": [
    all,
    { ...done, branch: { kind: "outdated", head: "old", behind: false }, made: { tree: "tree" } },
    { kind: "create-commit", tree: "tree", parents: ["old"], message: `${wantedPull.message}\nRampart-Tree: tree\n` },
  ],
  "where the base has moved, it is a second parent": [
    all,
    { ...done, branch: { kind: "outdated", head: "old", behind: true }, made: { tree: "tree" } },
    { kind: "create-commit", tree: "tree", parents: ["old", "base"], message: `${wantedPull.message}\nRampart-Tree: tree\n` },
  ],
  "a branch that was merged before goes on from there": [
    all,
    { ...empty, branch: { kind: "spent", head: "old" }, made: { tree: "tree" } },
    { kind: "create-commit", tree: "tree", parents: ["old", "base"], message: `${wantedPull.message}\nRampart-Tree: tree\n` },
  ],
  "a branch that is there only goes forward": [
    all,
    { ...done, branch: { kind: "outdated", head: "old", behind: false }, made: { tree: "tree", commit: "commit" } },
    { kind: "advance-branch", branch: wantedPull.branch, commit: "commit" },
  ],
  "what is about to be merged is neither pushed to nor talked about": [
    { ...all, deployment: undefined },
    { ...done, branch: { kind: "outdated", head: "old", behind: false }, merging: true, statuses: new Map() },
    undefined,
  ],
  "a branch without a pull request gets one": [
    all,
    { ...done, pull: undefined },
    {
      kind: "open-pull",
      pull: { branch: wantedPull.branch, base: "main", title: wantedPull.title, draft: false, body: "body for head" },
    },
  ],
  "a draft of ours is made ready before its body forgets that it is ours": [
    all,
    { ...done, pull: { ...pull, draft: true, body: "old" }, draftIsOurs: true },
    { kind: "mark-ready", number: 1 },
  ],
  "a person's draft stays one": [all, { ...done, pull: { ...pull, draft: true } }, undefined],
  "a draft of ours stays one while something remains": [
    { ...all, pull: { ...wantedPull, draft: true } },
    { ...done, pull: { ...pull, draft: true }, draftIsOurs: true },
    undefined,
  ],
  "what is ready is never made a draft": [{ ...all, pull: { ...wantedPull, draft: true } }, done, undefined],
  "an old body is renewed": [
    all,
    { ...done, pull: { ...pull, body: "old" } },
    { kind: "edit-pull", number: 1, change: { body: "body for head" } },
  ],
  "only labels that are missing are added": [
    all,
    { ...done, pull: { ...pull, labels: ["rampart", "urgent"] } },
    { kind: "add-labels", number: 1, labels: ["rampart/advance"] },
  ],
  "a label that a person took off stays off": [
    all,
    { ...done, pull: { ...pull, labels: ["rampart"] }, settledLabels: ["rampart/advance"] },
    undefined,
  ],
  "only reviewers who were not asked are asked": [
    all,
    { ...done, pull: { ...pull, reviewers: { people: ["grace"], teams: [] } } },
    { kind: "request-reviews", number: 1, reviewers: { people: [], teams: ["payments"] } },
  ],
  "who has answered is not asked again": [
    all,
    { ...done, pull: { ...pull, reviewers: nobody }, settledReviewers: wantedPull.reviewers },
    undefined,
  ],
  "a status that says something else is said anew": [
    all,
    { ...done, statuses: new Map([["rampart/gates", { state: "success", description: "2 of 2 gates pass" }]]) },
    { kind: "set-status", commit: "head", status: gates },
  ],
  "an error counts as the failure it is shown as": [
    { ...nothing, marks: { commit: "head", statuses: [{ ...gates, state: "error" }] } },
    { ...done, statuses: new Map([["rampart/gates", { state: "failure", description: gates.description }]]) },
    undefined,
  ],
  "what may not be merged now is marked": [
    { ...nothing, marks: { commit: "other", statuses: [{ ...gates, state: "failure" }] } },
    done,
    { kind: "set-status", commit: "other", status: { ...gates, state: "failure" } },
  ],
  "what there is to say is said": [
    { ...nothing, remark: { number: 1, body: "words", marker: "mark", author: "rampart-bot" } },
    done,
    { kind: "comment", number: 1, body: "words" },
  ],
  "what was said is not said again": [
    { ...nothing, remark: { number: 1, body: "words", marker: "mark", author: "rampart-bot" } },
    { ...done, remarked: true },
    undefined,
  ],
  "a deployment comes last": [all, { ...done, deployment: undefined }, { kind: "create-deployment", deployment }],
  "a deployment without a state is given one": [
    all,
    { ...done, deployment: { id: 7, commit: "base", task: deployment.task, state: undefined } },
    { kind: "set-deployment-state", id: 7, state: "success", description: "5 %" },
  ],
};

describe("the next write", () => {
  test.each(Object.entries(table))("%s", (_, [wanted, seen, write]) => {
    expect(nextWrite(wanted, seen)).toEqual(write);
  });
});
