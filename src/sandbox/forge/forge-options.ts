import type { Observed } from "./observed.ts";

/** What a token may do with a part of a repository. */
export type Access = "read" | "write";

/** Parts of a repository that permissions are given for, by the names of fine-grained tokens and Apps. */
export type PermissionName =
  | "actions"
  | "administration"
  | "checks"
  | "contents"
  | "deployments"
  | "environments"
  | "issues"
  | "merge_queues"
  | "metadata"
  | "pull_requests"
  | "statuses"
  | "workflows";

/** Permissions by part; a part that is not named is closed. */
export type Permissions = Partial<Readonly<Record<PermissionName, Access>>>;

/** Somebody with an account. */
export interface Person {
  readonly login: string;
  /** What they may do with the repository. Default `write`. */
  readonly role?: "admin" | "write" | "read" | "none";
}

/**
 * A token and who acts by it. Its kind follows from how it begins: `ghp_` is
 * a classic personal token with scopes, `github_pat_` a fine-grained one with
 * permissions, `ghs_` an installation's. A `ghs_` token of
 * `github-actions[bot]` is what a workflow is given.
 */
export interface Token {
  readonly token: string;
  readonly login: string;
  /** Of a classic token. Default `["repo"]`. */
  readonly scopes?: readonly string[];
  /** Of a fine-grained or installation token. Default: whatever Rampart's work needs. */
  readonly permissions?: Permissions;
  /** Milliseconds since 1970 from which on the token is refused. */
  readonly expiresAt?: number;
}

/** A GitHub App and its one installation, on the one repository. */
export interface App {
  readonly id: number;
  readonly slug: string;
  readonly clientId?: string;
  /** PEM, of the key that its JWTs are signed with. */
  readonly publicKey: string;
  readonly installationId: number;
  readonly permissions?: Permissions;
}

/** What a protected branch asks of a pull request. */
export interface Protection {
  readonly approvals?: number;
  /** Contexts of commit statuses or names of check runs that must have succeeded. */
  readonly contexts?: readonly string[];
  /** Whether the head must hold the newest commit of the base. */
  readonly strict?: boolean;
  /** Whether a push takes approvals back. */
  readonly dismissStale?: boolean;
  /** Whether administrators are bound too. Default true. */
  readonly enforceAdmins?: boolean;
  /** Whether changes must come by pull request; pushes to the branch are refused. Default true. */
  readonly pullsOnly?: boolean;
  /** Whether merges go through a merge queue. */
  readonly queue?: boolean;
}

/** How far answers lag behind what was done, as GitHub's replicas do. Counted in calls; nothing lags by default. */
export interface Lag {
  /** Calls for which a new pull request is missing from lists. */
  readonly list?: number;
  /** Times that a pull request is read before it is known whether it merges. */
  readonly mergeable?: number;
  /** Times that labels and reviewers of a new pull request are refused with "Could not resolve to a node". */
  readonly node?: number;
  /** Times that a merge is refused with "Base branch was modified". */
  readonly merge?: number;
}

/** What a sandbox forge is made of. */
export interface ForgeOptions {
  /** The bare repository; made if missing. */
  readonly folder: string;
  /** Default `acme`. */
  readonly owner?: string;
  /** Default `gitops`. */
  readonly name?: string;
  /** Default: any that is free. */
  readonly port?: number;
  readonly private?: boolean;
  /** Milliseconds since 1970; all times that the forge tells follow it. Default: the clock of the machine. */
  readonly clock?: () => number;
  readonly people?: readonly Person[];
  readonly tokens?: readonly Token[];
  readonly app?: App;
  readonly protection?: Readonly<Record<string, Protection>>;
  /** Names of labels that exist from the beginning. */
  readonly labels?: readonly string[];
  /** Titles of milestones that exist from the beginning. */
  readonly milestones?: readonly string[];
  /** Default: all three. */
  readonly mergeMethods?: readonly ("merge" | "squash" | "rebase")[];
  /** Whether the repository allows auto-merge. Default true. */
  readonly autoMerge?: boolean;
  /** Whether a branch goes when its pull request is merged. Default false. */
  readonly deleteBranchOnMerge?: boolean;
  /** Whether workflows may open and approve pull requests. Default true. */
  readonly actionsMayOpenPulls?: boolean;
  /** Calls an hour for each account. Default 5000. */
  readonly rateLimit?: number;
  readonly lag?: Lag;
  /** Full names that the repository had before. */
  readonly renamedFrom?: readonly string[];
  /** Owners of forks; their branches are the refs below `refs/forks/<owner>/heads/` of the one repository. */
  readonly forks?: readonly string[];
  /** Version that `x-github-enterprise-version` tells. Default: none, as on github.com. */
  readonly enterprise?: string;
  /** Whether pull requests and all else is kept in a JSON file beside the repository. */
  readonly keep?: boolean;
  /** Is shown each exchange when it has been answered. What it throws fails the exchange with a status of 599. */
  readonly observe?: (exchange: Observed) => void;
}
