import type { CheckResult, Deployment, Pull, Reviewers } from "../../forge/forge.ts";

/** What the branch of a pull request holds, held against what it should. */
export type BranchContent =
  /** There is no such branch. */
  | { readonly kind: "absent" }
  /** All of it is on the base already: a branch of an earlier step that nobody deleted. */
  | { readonly kind: "spent"; readonly head: string }
  /** Exactly what it should hold. */
  | { readonly kind: "same"; readonly head: string }
  /** What we built for another base or with older evidence. `behind`: the base has moved since. */
  | { readonly kind: "outdated"; readonly head: string; readonly behind: boolean };

/** What stands on the forge, and what this run has made there that nothing points to yet. */
export interface Seen {
  readonly open: ReadonlySet<number>;
  readonly branch: BranchContent;
  readonly made: { readonly tree?: string; readonly commit?: string };
  readonly pull: Pull | undefined;
  /** Labels and reviewers that people took off, or that have answered already: not asked for again. */
  readonly settledLabels: readonly string[];
  readonly settledReviewers: Reviewers;
  /** Whether it was us who made the pull request a draft. */
  readonly draftIsOurs: boolean;
  /** Statuses of the commit that ours go to. */
  readonly statuses: ReadonlyMap<string, CheckResult>;
  readonly deployment: Deployment | undefined;
  /** Whether what there is to say has been said. */
  readonly remarked: boolean;
  /** Whether pushing would disturb a merge that is under way. */
  readonly merging: boolean;
}
