import type { Forge, Pull } from "../../../src/forge/forge.ts";

const commit = "c".repeat(40);
/** A pull request that is asked about. */
export const pull: Pull = {
  number: 7,
  url: "",
  node: "PR_7",
  state: "open",
  draft: false,
  title: "",
  body: "",
  author: "",
  base: "main",
  head: { branch: "x", commit, repository: "acme/rollouts" },
  labels: [],
  reviewers: { people: [], teams: [] },
  autoMerge: false,
  createdAt: "",
  mergedAt: undefined,
  mergeCommit: undefined,
};

/** One function of a forge, and what asking it twice does. */
export interface Operation {
  readonly act: (forge: Forge) => Promise<unknown>;
  readonly effect: "none" | "content" | "change";
  /** Whether "not found" is an answer. */
  readonly absent?: true;
}

/** Every function of a forge that makes a request, by what it does. */
export const operations: Readonly<Record<string, Operation>> = {
  "reading the repository": { act: (forge) => forge.repository(), effect: "none" },
  "finding out who we are": { act: (forge) => forge.identity(), effect: "none" },
  "reading a branch": { act: (forge) => forge.branchHead("main"), effect: "none", absent: true },
  "listing branches": { act: (forge) => forge.branches("rampart/"), effect: "none" },
  "comparing commits": { act: (forge) => forge.compare("main", "rampart/production/shop/half"), effect: "none" },
  "listing files": { act: (forge) => forge.tree(commit), effect: "none" },
  "reading a file": { act: (forge) => forge.text("dist/a b.yaml", "main"), effect: "none", absent: true },
  "listing pull requests": { act: (forge) => forge.openPulls("main"), effect: "none" },
  "listing a branch's pull requests": { act: (forge) => forge.pullsFrom("x"), effect: "none" },
  "reading a pull request": { act: (forge) => forge.pull(7), effect: "none" },
  "reading reviews": { act: (forge) => forge.reviews(7), effect: "none" },
  "reading removals": { act: (forge) => forge.removals(7), effect: "none" },
  "reading comments": { act: (forge) => forge.comments(7), effect: "none" },
  "reading statuses": { act: (forge) => forge.statuses(commit), effect: "none" },
  "reading checks": { act: (forge) => forge.checks(commit), effect: "none" },
  "asking for the queue": { act: (forge) => forge.isQueued(pull), effect: "none" },
  "listing deployments": { act: (forge) => forge.deployments("production", "rampart/shop"), effect: "none" },
  "storing a tree": { act: (forge) => forge.createTree(commit, new Map([["a", "b"]])), effect: "content" },
  "storing a commit": { act: (forge) => forge.createCommit({ tree: commit, parents: [commit], message: "m" }), effect: "content" },
  "creating a branch": { act: (forge) => forge.createBranch("x", commit), effect: "change" },
  "moving a branch": { act: (forge) => forge.advanceBranch("x", commit), effect: "change" },
  "opening a pull request": {
    act: (forge) => forge.openPull({ branch: "x", base: "main", title: "t", body: "b", draft: false }),
    effect: "change",
  },
  "editing a pull request": { act: (forge) => forge.editPull(7, { title: "t" }), effect: "change" },
  labelling: { act: (forge) => forge.addLabels(7, ["a"]), effect: "change" },
  "asking for reviews": { act: (forge) => forge.requestReviews(7, { people: ["ada"], teams: ["web"] }), effect: "change" },
  commenting: { act: (forge) => forge.comment(7, "b"), effect: "change" },
  "making a draft": { act: (forge) => forge.setDraft(pull, true), effect: "change" },
  "marking as ready": { act: (forge) => forge.setDraft(pull, false), effect: "change" },
  "setting a status": {
    act: (forge) => forge.setStatus(commit, { context: "rampart/gates", state: "success", description: "d" }),
    effect: "change",
  },
  "telling of a deployment": {
    act: (forge) => forge.createDeployment({ commit, environment: "production", task: "t", description: "d", production: true }),
    effect: "change",
  },
  "telling a deployment's state": { act: (forge) => forge.setDeploymentState(5, "success", "d"), effect: "change" },
  merging: { act: (forge) => forge.merge(7, { head: commit, method: "squash", title: "t", message: "m" }), effect: "change" },
  "arranging a merge": { act: (forge) => forge.mergeWhenReady(pull, commit, "squash"), effect: "none" },
};
