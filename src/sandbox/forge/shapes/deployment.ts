import type { DeployEnvironment, Deployment, DeploymentStatus } from "../state.ts";
import type { World } from "../world.ts";
import { nodeId } from "./node-id.ts";
import { repositoryPage, repositoryUrl } from "./repository.ts";
import { time } from "./time.ts";
import { user } from "./user.ts";

type Shape = Readonly<Record<string, unknown>>;

/** A deployment. */
export function deployment(world: World, one: Deployment): Shape {
  const url = `${repositoryUrl(world)}/deployments/${one.id}`;
  return {
    url,
    id: one.id,
    node_id: nodeId("DE", one.id),
    sha: one.sha,
    ref: one.ref,
    task: one.task,
    payload: one.payload,
    original_environment: one.environment,
    environment: one.environment,
    description: one.description,
    creator: user(world, one.creator),
    created_at: time(one.createdAt),
    updated_at: time(one.updatedAt),
    statuses_url: `${url}/statuses`,
    repository_url: repositoryUrl(world),
    transient_environment: one.transient,
    production_environment: one.production,
    performed_via_github_app: null,
  };
}

/** A status of a deployment. */
export function deploymentStatus(world: World, one: DeploymentStatus): Shape {
  const url = `${repositoryUrl(world)}/deployments/${one.deployment}`;
  return {
    url: `${url}/statuses/${one.id}`,
    id: one.id,
    node_id: nodeId("DES", one.id),
    state: one.state,
    creator: user(world, one.creator),
    description: one.description,
    environment: one.environment,
    target_url: one.targetUrl,
    created_at: time(one.createdAt),
    updated_at: time(one.createdAt),
    deployment_url: url,
    repository_url: repositoryUrl(world),
    environment_url: one.environmentUrl,
    log_url: one.logUrl,
    performed_via_github_app: null,
  };
}

/** An environment that was deployed to. */
export function environment(world: World, one: DeployEnvironment): Shape {
  return {
    id: one.id,
    node_id: nodeId("EN", one.id),
    name: one.name,
    url: `${repositoryUrl(world)}/environments/${encodeURIComponent(one.name)}`,
    html_url: `${repositoryPage(world)}/deployments/activity_log?environments_filter=${encodeURIComponent(one.name)}`,
    created_at: time(one.createdAt),
    updated_at: time(one.createdAt),
    protection_rules: [],
    deployment_branch_policy: null,
  };
}
