import { z } from "zod";
import type { DeploymentState, Forge } from "../../forge.ts";
import type { Connection } from "../connection/connection.ts";

/** @see https://docs.github.com/rest/deployments/deployments */
const DeploymentShape = z.object({ id: z.int(), sha: z.string(), task: z.string() });
const StatusShape = z.object({ state: z.string() });

const states: Readonly<Record<string, DeploymentState>> = {
  success: "success",
  failure: "failure",
  error: "failure",
  inactive: "inactive",
  queued: "queued",
  pending: "queued",
  in_progress: "in_progress",
};

/** Characters of a description that GitHub takes at most. */
const longestDescription = 140;

export function deploymentOperations(connection: Connection): Pick<Forge, "deployments" | "createDeployment" | "setDeploymentState"> {
  const { owner, repo } = connection;

  async function latestState(id: number): Promise<DeploymentState | undefined> {
    const [latest] = await connection.ask({
      to: `read the state of deployment ${id}`,
      effect: "none",
      needs: "deployments: read",
      request: ({ rest }) => rest.repos.listDeploymentStatuses({ owner, repo, deployment_id: id, per_page: 1 }),
      shape: z.array(StatusShape),
    });
    return latest === undefined ? undefined : states[latest.state];
  }

  return {
    /** Newest first; the newest alone is asked for its state. */
    async deployments(environment, task) {
      const pages = await connection.pages({
        to: `list the deployments to ${environment}`,
        effect: "none",
        needs: "deployments: read",
        request: ({ rest }) => rest.repos.listDeployments({ owner, repo, environment, task, per_page: 100 }),
        shape: z.array(DeploymentShape),
      });
      const newestFirst = pages.flat().toSorted((left, right) => right.id - left.id);
      const state = newestFirst[0] === undefined ? undefined : await latestState(newestFirst[0].id);
      return newestFirst.map(({ id, sha, task }, index) => ({ id, commit: sha, task, state: index === 0 ? state : undefined }));
    },

    async createDeployment({ commit, environment, task, description, production }) {
      const { id, sha } = await connection.ask({
        to: `tell of the deployment to ${environment}`,
        effect: "change",
        needs: "deployments: write",
        request: ({ rest }) =>
          rest.repos.createDeployment({
            owner,
            repo,
            ref: commit,
            environment,
            task,
            description: description.slice(0, longestDescription),
            production_environment: production,
            // It is told, not decided, so it waits for nothing and merges nothing.
            auto_merge: false,
            required_contexts: [],
          }),
        shape: DeploymentShape,
      });
      return { id, commit: sha, task, state: undefined };
    },

    async setDeploymentState(id, state, description) {
      await connection.ask({
        to: `tell the state of deployment ${id}`,
        effect: "change",
        needs: "deployments: write",
        request: ({ rest }) =>
          rest.repos.createDeploymentStatus({
            owner,
            repo,
            deployment_id: id,
            state,
            description: description.slice(0, longestDescription),
            // Other rollouts are deployed to the same environment.
            auto_inactive: false,
          }),
        shape: StatusShape,
      });
    },
  };
}
