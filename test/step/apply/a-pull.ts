import type { Pull } from "../../../src/forge/forge.ts";

/** An open pull request of a step. */
export function aPull(change: Partial<Pull> = {}): Pull {
  return {
    number: 1,
    url: "https://github.com/acme/gitops/pull/1",
    node: "PR_1",
    state: "open",
    draft: false,
    title: "canary-5 → canary-10",
    body: "",
    author: "rampart-bot",
    base: "main",
    head: { branch: "rampart/production/checkout/canary-10", commit: "head", repository: "acme/gitops" },
    labels: [],
    reviewers: { people: [], teams: [] },
    autoMerge: false,
    createdAt: "2026-03-05T09:00:00Z",
    mergedAt: undefined,
    mergeCommit: undefined,
    ...change,
  };
}
