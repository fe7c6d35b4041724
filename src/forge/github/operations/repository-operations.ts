import { z } from "zod";
import type { Forge } from "../../forge.ts";
import type { Connection } from "../connection/connection.ts";

/** @see https://docs.github.com/rest/repos/repos#get-a-repository */
const RepositoryShape = z.object({
  full_name: z.string(),
  default_branch: z.string(),
  archived: z.boolean().default(false),
  permissions: z.object({ push: z.boolean().default(false) }).optional(),
  allow_auto_merge: z.boolean().default(false),
  allow_merge_commit: z.boolean().default(true),
  allow_squash_merge: z.boolean().default(true),
  allow_rebase_merge: z.boolean().default(true),
});

/** `installed`: an App's or workflow's token, of which `permissions` tells nothing: what it lacks, the first write tells. */
export function repositoryOperations(connection: Connection, installed: boolean): Pick<Forge, "repository"> {
  const { owner, repo } = connection;
  return {
    async repository() {
      const shape = await connection.ask({
        to: `read the repository ${owner}/${repo}`,
        effect: "none",
        needs: "metadata: read",
        request: ({ rest }) => rest.repos.get({ owner, repo }),
        shape: RepositoryShape,
      });
      return {
        fullName: shape.full_name,
        defaultBranch: shape.default_branch,
        mayPush: !shape.archived && (installed || (shape.permissions?.push ?? false)),
        allowsAutoMerge: shape.allow_auto_merge,
        mergeMethods: [
          ...(shape.allow_merge_commit ? (["merge"] as const) : []),
          ...(shape.allow_squash_merge ? (["squash"] as const) : []),
          ...(shape.allow_rebase_merge ? (["rebase"] as const) : []),
        ],
      };
    },
  };
}
