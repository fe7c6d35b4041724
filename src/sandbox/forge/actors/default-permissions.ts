import type { Permissions } from "../forge-options.ts";

/** What opening, judging and merging pull requests needs. */
export const defaultPermissions: Permissions = {
  checks: "write",
  contents: "write",
  deployments: "write",
  issues: "write",
  metadata: "read",
  pull_requests: "write",
  statuses: "write",
};

/** Permissions with what every token may do: to see that the repository exists. */
export function permissionsOf(permissions: Permissions = defaultPermissions): Permissions {
  return { ...permissions, metadata: "read" };
}
