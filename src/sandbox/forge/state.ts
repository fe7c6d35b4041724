/** A pull request as it is kept; what follows from Git is not kept while it is open. */
export interface Pull {
  readonly id: number;
  readonly number: number;
  title: string;
  body: string | null;
  state: "open" | "closed";
  draft: boolean;
  readonly user: string;
  readonly headRef: string;
  /** Owner of the repository that the head is in. */
  readonly headOwner: string;
  baseRef: string;
  /** The head as last seen. */
  headSha: string;
  /** The base when the head was last pushed, as the API tells it; from the merge on, the commit that it was merged into. */
  baseSha: string;
  /** Where the base was last seen. */
  baseTip: string;
  readonly createdAt: number;
  updatedAt: number;
  closedAt: number | null;
  closedBy: string | null;
  mergedAt: number | null;
  mergedBy: string | null;
  mergeCommit: string | null;
  labels: string[];
  assignees: string[];
  reviewers: string[];
  teamReviewers: string[];
  milestone: number | null;
  autoMerge: AutoMerge | null;
  queuedAt: number | null;
  queuedBy: string | null;
  maintainerCanModify: boolean;
  /** The API call that made it, and how often it was read since its head or base moved. */
  readonly bornAt: number;
  reads: number;
  refusals: number;
}

/** Auto-merge that somebody has armed. */
export interface AutoMerge {
  readonly by: string;
  readonly at: number;
  readonly method: "merge" | "squash" | "rebase";
  readonly title: string | null;
  readonly message: string | null;
}

export interface Review {
  readonly id: number;
  readonly pull: number;
  readonly user: string;
  body: string;
  state: "APPROVED" | "CHANGES_REQUESTED" | "COMMENTED" | "DISMISSED" | "PENDING";
  readonly commit: string;
  submittedAt: number;
}

export interface Comment {
  readonly id: number;
  readonly issue: number;
  readonly user: string;
  body: string;
  readonly createdAt: number;
  updatedAt: number;
}

/** Something that happened to a pull request, as its timeline tells it. */
export interface PullEvent {
  readonly id: number;
  readonly issue: number;
  /** `labeled`, `closed`, `review_requested` and so on. */
  readonly event: string;
  readonly actor: string;
  readonly at: number;
  readonly label?: string;
  readonly reviewer?: string;
  readonly team?: string;
  readonly rename?: { readonly from: string; readonly to: string };
  readonly milestone?: string;
  readonly commit?: string;
}

export interface Label {
  readonly id: number;
  readonly name: string;
  readonly color: string;
  readonly description: string | null;
}

export interface Milestone {
  readonly id: number;
  readonly number: number;
  readonly title: string;
  readonly createdAt: number;
}

export interface Status {
  readonly id: number;
  readonly sha: string;
  readonly state: "error" | "failure" | "pending" | "success";
  readonly context: string;
  readonly description: string | null;
  readonly targetUrl: string | null;
  readonly creator: string;
  readonly createdAt: number;
}

export interface CheckRun {
  readonly id: number;
  readonly sha: string;
  /** Login of the App's account. */
  readonly app: string;
  name: string;
  status: string;
  conclusion: string | null;
  detailsUrl: string | null;
  externalId: string;
  startedAt: string | null;
  completedAt: string | null;
  title: string | null;
  summary: string | null;
  text: string | null;
  annotations: Readonly<Record<string, unknown>>[];
}

export interface Deployment {
  readonly id: number;
  readonly sha: string;
  readonly ref: string;
  readonly task: string;
  readonly environment: string;
  readonly description: string | null;
  readonly payload: Readonly<Record<string, unknown>> | string;
  readonly transient: boolean;
  readonly production: boolean;
  readonly creator: string;
  readonly createdAt: number;
  updatedAt: number;
}

export interface DeploymentStatus {
  readonly id: number;
  readonly deployment: number;
  readonly state: string;
  readonly description: string;
  readonly environment: string;
  readonly targetUrl: string;
  readonly logUrl: string;
  readonly environmentUrl: string;
  readonly creator: string;
  readonly createdAt: number;
}

export interface DeployEnvironment {
  readonly id: number;
  readonly name: string;
  readonly createdAt: number;
}

/** A token that an App was given. */
export interface InstallationToken {
  readonly token: string;
  readonly permissions: Readonly<Record<string, string>>;
  readonly expiresAt: number;
}

/** Everything that the forge knows and Git does not. Plain, so that it can be written down. */
export interface State {
  lastId: number;
  /** API calls that were answered. */
  calls: number;
  lastNumber: number;
  readonly createdAt: number;
  pushedAt: number;
  readonly pulls: Pull[];
  readonly reviews: Review[];
  readonly comments: Comment[];
  readonly events: PullEvent[];
  readonly labels: Label[];
  readonly milestones: Milestone[];
  readonly statuses: Status[];
  readonly checkRuns: CheckRun[];
  readonly deployments: Deployment[];
  readonly deploymentStatuses: DeploymentStatus[];
  readonly environments: DeployEnvironment[];
  readonly installationTokens: InstallationToken[];
  /** Commits that GitHub would have signed. */
  readonly signed: string[];
}

/** A forge on which nothing has happened. */
export function emptyState(now: number): State {
  return {
    lastId: 1000,
    calls: 0,
    lastNumber: 0,
    createdAt: now,
    pushedAt: now,
    pulls: [],
    reviews: [],
    comments: [],
    events: [],
    labels: [],
    milestones: [],
    statuses: [],
    checkRuns: [],
    deployments: [],
    deploymentStatuses: [],
    environments: [],
    installationTokens: [],
    signed: [],
  };
}
