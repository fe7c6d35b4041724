/** A permission of a fine-grained token or an App, by its name in the API. */
export type Permission =
  | "metadata: read"
  | "contents: read"
  | "contents: write"
  | "pull_requests: read"
  | "pull_requests: write"
  | "issues: read"
  | "statuses: read"
  | "statuses: write"
  | "checks: read"
  | "deployments: read"
  | "deployments: write";

/** A permission that a token must have. */
export interface RequiredPermission {
  /** As the settings page calls it. */
  readonly title: string;
  readonly access: "read" | "write";
  /** What is done with it. */
  readonly for: string;
}

/**
 * Everything a token must be allowed, of the one repository; a classic token
 * has all of it by the scope `repo`.
 * @see https://docs.github.com/rest/authentication/permissions-required-for-fine-grained-personal-access-tokens
 */
export const requiredPermissions = {
  metadata: { title: "Metadata", access: "read", for: "to find the repository and who may push to it" },
  contents: { title: "Contents", access: "write", for: "to read the base branch, build commits and branches, and merge" },
  pull_requests: {
    title: "Pull requests",
    access: "write",
    for: "to open, describe, label and close pull requests, and to comment on them",
  },
  issues: { title: "Issues", access: "read", for: "to see which labels and reviewers a person took off, and who closed a pull request" },
  statuses: { title: "Commit statuses", access: "write", for: "to report gates and policies on the head commit" },
  checks: { title: "Checks", access: "read", for: "to see whether checks have succeeded" },
  deployments: { title: "Deployments", access: "write", for: "to show the ramp on the repository's page of environments" },
} satisfies Readonly<Record<string, RequiredPermission>>;
