import type { DeploymentState, MergeMethod, NewDeployment, NewStatus, Reviewers } from "../../forge/forge.ts";

/** A pull request as it is to stand on the forge. */
export interface WantedPull {
  /** Branch it comes from. */
  readonly branch: string;
  /** Branch it goes into, and the commit of it that the files rest on. */
  readonly base: string;
  readonly baseCommit: string;
  /** New texts by path; `null` removes. All of them differ from the base. */
  readonly files: ReadonlyMap<string, string | null>;
  readonly title: string;
  /** Commit message without the trailer of the tree. */
  readonly message: string;
  /** Body for a head commit, beside what people wrote there. */
  readonly body: (current: string, head: string) => string;
  readonly labels: readonly string[];
  readonly reviewers: Reviewers;
  readonly draft: boolean;
  readonly statuses: readonly NewStatus[];
  /** Who merges it when it is approved and green; nobody but people when left out. */
  readonly merge?: { readonly by: "rampart" | "forge"; readonly method: MergeMethod; readonly approvals: number };
}

/** A pull request of ours that is not due any more. */
export interface Closing {
  readonly number: number;
  /** What took its place, for its body. */
  readonly words: string;
}

/** What the forge is to show of a step's deployment. */
export interface WantedDeployment {
  readonly deployment: NewDeployment;
  readonly state: DeploymentState;
}

/** Everything that is to be on the forge about one rollout in one environment. */
export interface Wanted {
  readonly closings: readonly Closing[];
  readonly pull: WantedPull | undefined;
  /** Statuses for a pull request that stays as it is while it may not be merged. */
  readonly marks: { readonly commit: string; readonly statuses: readonly NewStatus[] } | undefined;
  readonly deployment: WantedDeployment | undefined;
  /** Something to say on a pull request, once. */
  readonly remark: Remark | undefined;
}

/** A comment that is made once: `marker` is a part of its body by which it is found again among those of its author. */
export interface Remark {
  readonly number: number;
  readonly body: string;
  readonly marker: string;
  /** Who we are there: anybody can write our marker. */
  readonly author: string;
}
