/**
 * Where pull requests live. What a step asks of it and does there is said here
 * in the forge's own steps, one request each, so that each may fail, be repeated
 * and be told. `src/forge/github` speaks it to GitHub and GitHub Enterprise.
 *
 * Every function throws a `ForgeFault` where it does not answer: see there for
 * what a caller may conclude of each.
 */
export interface Forge {
  /** Address of the repository for people: `https://github.com/acme/rollouts`. */
  readonly address: string;
  /** How many requests were made so far. */
  requests(): number;
  /** The server's own time of its last answer, Unix seconds; `undefined` before the first. */
  serverTime(): number | undefined;

  repository(): Promise<Repository>;
  /** Who we are there. */
  identity(): Promise<Identity>;
  /** Commit a branch points to; `undefined` where there is none. */
  branchHead(branch: string): Promise<string | undefined>;
  /** All branches whose names begin so, with their heads. */
  branches(prefix: string): Promise<ReadonlyMap<string, string>>;
  /** What `head` has that `base` has not. */
  compare(base: string, head: string): Promise<Comparison>;
  /** Files of a commit's whole tree, by path. */
  tree(commit: string): Promise<ReadonlyMap<string, TreeFile>>;
  /** Text of a file at a commit or branch; `undefined` where there is none. */
  text(path: string, at: string): Promise<string | undefined>;
  /** Every open pull request into the branch. */
  openPulls(base: string): Promise<readonly Pull[]>;
  /** Every pull request that ever came from this branch of this repository, newest first. */
  pullsFrom(branch: string): Promise<readonly Pull[]>;
  /** One pull request, with what a list leaves out. */
  pull(number: number): Promise<PullDetail>;
  reviews(number: number): Promise<readonly Review[]>;
  /** Labels, reviewers and readiness for review that somebody took off. */
  removals(number: number): Promise<Removals>;
  comments(number: number): Promise<readonly Comment[]>;
  /** The latest commit status of each context. */
  statuses(commit: string): Promise<ReadonlyMap<string, CheckResult>>;
  /** The latest commit status or check run of each context. */
  checks(commit: string): Promise<ReadonlyMap<string, CheckResult>>;
  /** Whether it waits in a merge queue. */
  isQueued(pull: Pull): Promise<boolean>;
  deployments(environment: string, task: string): Promise<readonly Deployment[]>;

  /** Content-addressed: the same entries give the same tree. `null` deletes. */
  createTree(base: string, files: ReadonlyMap<string, string | null>): Promise<string>;
  createCommit(commit: NewCommit): Promise<string>;
  /** Makes a branch where there is none: that it is there already is an answer, not a fault. */
  createBranch(branch: string, commit: string): Promise<"created" | "exists">;
  /** Moves a branch forward, never by force. */
  advanceBranch(branch: string, commit: string): Promise<"moved" | "not-fast-forward">;
  openPull(pull: NewPull): Promise<Pull>;
  editPull(number: number, change: PullChange): Promise<void>;
  addLabels(number: number, labels: readonly string[]): Promise<void>;
  /** People by login, teams by slug; the author and who cannot be asked are left out and named in the answer. */
  requestReviews(number: number, reviewers: Reviewers): Promise<Reviewers>;
  comment(number: number, body: string): Promise<void>;
  setDraft(pull: Pull, draft: boolean): Promise<void>;
  setStatus(commit: string, status: NewStatus): Promise<void>;
  createDeployment(deployment: NewDeployment): Promise<Deployment>;
  setDeploymentState(id: number, state: DeploymentState, description: string): Promise<void>;
  /** Merges what was looked at and nothing newer. */
  merge(number: number, merge: Merge): Promise<MergeAnswer>;
  /** Lets the forge merge it when its own rules are met: auto-merge, or the merge queue where the branch has one. */
  mergeWhenReady(pull: Pull, head: string, method: MergeMethod): Promise<"armed" | "ready-now">;
}

export interface Repository {
  /** `acme/rollouts`, as the forge names it today. */
  readonly fullName: string;
  readonly defaultBranch: string;
  readonly mayPush: boolean;
  readonly allowsAutoMerge: boolean;
  readonly mergeMethods: readonly MergeMethod[];
}

export type MergeMethod = "merge" | "squash" | "rebase";

export interface Identity {
  readonly login: string;
  /** An Actions token's pull requests start no workflows. */
  readonly token: "classic" | "fine-grained" | "app" | "actions" | "other";
}

export interface Comparison {
  /** Commit where the two parted. */
  readonly mergeBase: string;
  readonly ahead: number;
  readonly behind: number;
  /** Commits of `head` alone, oldest first; the forge cuts them at 250. */
  readonly commits: readonly Commit[];
  /** Files that differ between the merge base and `head`. */
  readonly files: readonly { readonly path: string; readonly blob: string | undefined; readonly change: string }[];
  /** Whether commits or files were cut. */
  readonly cut: boolean;
}

export interface Commit {
  readonly sha: string;
  readonly tree: string;
  readonly parents: readonly string[];
  readonly message: string;
  /** Login of the author, where the forge knows one. */
  readonly author: string | undefined;
}

export interface TreeFile {
  readonly blob: string;
  readonly mode: string;
}

export interface Pull {
  readonly number: number;
  readonly url: string;
  /** Identifier for GraphQL. */
  readonly node: string;
  readonly state: "open" | "closed" | "merged";
  readonly draft: boolean;
  readonly title: string;
  readonly body: string;
  readonly author: string;
  readonly base: string;
  readonly head: {
    readonly branch: string;
    readonly commit: string;
    /** `owner/name`; `undefined` for a fork that is gone. */ readonly repository: string | undefined;
  };
  readonly labels: readonly string[];
  readonly reviewers: Reviewers;
  readonly autoMerge: boolean;
  /** RFC 3339. */
  readonly createdAt: string;
  readonly mergedAt: string | undefined;
  readonly mergeCommit: string | undefined;
}

export interface PullDetail extends Pull {
  /** `undefined` while the forge works it out. */
  readonly mergeable: boolean | undefined;
  readonly mergeState: string;
  readonly closedBy: string | undefined;
}

export interface Reviewers {
  readonly people: readonly string[];
  readonly teams: readonly string[];
}

export interface Review {
  readonly author: string;
  readonly state: "approved" | "changes-requested" | "commented" | "dismissed" | "pending";
  /** Commit that was looked at. */
  readonly commit: string | undefined;
}

export interface Removals {
  readonly labels: readonly string[];
  readonly reviewers: Reviewers;
  /** Whether somebody has made it a draft since it was opened. */
  readonly readiness: boolean;
}

export interface Comment {
  readonly author: string;
  readonly body: string;
}

export interface CheckResult {
  readonly state: "success" | "failure" | "pending";
  readonly description: string;
}

export interface NewCommit {
  readonly tree: string;
  readonly parents: readonly string[];
  readonly message: string;
}

export interface NewPull {
  readonly branch: string;
  readonly base: string;
  readonly title: string;
  readonly body: string;
  readonly draft: boolean;
}

export interface PullChange {
  readonly title?: string;
  readonly body?: string;
  readonly state?: "closed" | "open";
}

export interface NewStatus {
  readonly context: string;
  readonly state: "success" | "failure" | "pending" | "error";
  /** At most 140 characters. */
  readonly description: string;
  readonly url?: string;
}

export type DeploymentState = "in_progress" | "success" | "failure" | "inactive" | "queued";

export interface NewDeployment {
  readonly commit: string;
  readonly environment: string;
  readonly task: string;
  readonly description: string;
  readonly production: boolean;
}

export interface Deployment {
  readonly id: number;
  readonly commit: string;
  readonly task: string;
  /** Its latest state, where it was asked for. */
  readonly state: DeploymentState | undefined;
}

export interface Merge {
  /** Commit that was looked at: a newer head is not merged. */
  readonly head: string;
  readonly method: MergeMethod;
  readonly title: string;
  readonly message: string;
}

/** `moved`: there is a newer head, or the base moved meanwhile: look again. `waiting`: the forge does not know yet. `refused`: not as things are. */
export type MergeAnswer =
  | { readonly kind: "merged"; readonly commit: string }
  | { readonly kind: "moved" | "waiting" }
  | { readonly kind: "refused" | "conflict"; readonly words: string };
