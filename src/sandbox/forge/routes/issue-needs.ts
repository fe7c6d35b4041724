import type { Need } from "../world.ts";

/** What a token needs to read what a pull request has as an issue: either will do. */
export const readsIssue: readonly Need[] = [
  ["issues", "read"],
  ["pull_requests", "read"],
];

/** What it needs to change that. */
export const writesIssue: readonly Need[] = [
  ["issues", "write"],
  ["pull_requests", "write"],
];
