import { z } from "zod";
import { resolveCommit } from "../git/resolve.ts";
import { paginate } from "../paginate.ts";
import { contextsOf } from "../pulls/contexts-of.ts";
import { readBody } from "../read-body.ts";
import { invalid, notFound, refusal } from "../refusal.ts";
import { deployment, deploymentStatus, environment } from "../shapes/deployment.ts";
import type { Deployment, DeploymentStatus } from "../state.ts";
import type { Call, Route, World } from "../world.ts";
import { letterCount } from "../letter-count.ts";

const NewDeployment = z.object({
  ref: z.string(),
  task: z.string().default("deploy"),
  auto_merge: z.boolean().default(true),
  required_contexts: z.array(z.string()).optional(),
  payload: z.union([z.record(z.string(), z.unknown()), z.string()]).default(""),
  environment: z.string().default("production"),
  description: z.string().nullable().default(null),
  transient_environment: z.boolean().default(false),
  production_environment: z.boolean().optional(),
});
const NewStatus = z.object({
  state: z.enum(["error", "failure", "inactive", "in_progress", "queued", "pending", "success"]),
  target_url: z.string().optional(),
  log_url: z.string().optional(),
  description: z.string().default(""),
  environment: z.string().optional(),
  environment_url: z.string().default(""),
  auto_inactive: z.boolean().default(true),
});
const root = "/repos/{owner}/{repo}/deployments";

/** Deployments, their statuses and environments. @see https://docs.github.com/rest/deployments/deployments */
export const deployments: readonly Route[] = [
  {
    method: "GET",
    path: root,
    needs: [["deployments", "read"]],
    handle(world, call) {
      const asked = (name: string, value: string): boolean => [null, "none", value].includes(call.query.get(name));
      const all = world.state.deployments.filter(
        (one) => asked("sha", one.sha) && asked("ref", one.ref) && asked("task", one.task) && asked("environment", one.environment),
      );
      const { items, headers } = paginate(world, call, all.toReversed());
      return { status: 200, body: items.map((one) => deployment(world, one)), headers };
    },
  },
  {
    method: "POST",
    path: root,
    needs: [["deployments", "write"]],
    async handle(world, call) {
      const made = await create(world, call);
      return { status: 201, body: deployment(world, made), headers: { location: `${world.url}${call.path}/${made.id}` } };
    },
  },
  {
    method: "GET",
    path: `${root}/{id}`,
    needs: [["deployments", "read"]],
    handle: (world, call) => ({ status: 200, body: deployment(world, find(world, call)) }),
  },
  {
    method: "DELETE",
    path: `${root}/{id}`,
    needs: [["deployments", "write"]],
    handle(world, call) {
      const one = find(world, call);
      const newest = world.state.deploymentStatuses.findLast((status) => status.deployment === one.id);
      if (world.state.deployments.length > 1 && newest?.state !== "inactive" && newest !== undefined)
        throw refusal(422, "We cannot delete an active deployment unless it is the only deployment in a given environment.");
      world.state.deployments.splice(world.state.deployments.indexOf(one), 1);
      return { status: 204 };
    },
  },
  {
    method: "GET",
    path: `${root}/{id}/statuses`,
    needs: [["deployments", "read"]],
    handle(world, call) {
      const { id } = find(world, call);
      const all = world.state.deploymentStatuses.filter((one) => one.deployment === id).toReversed();
      const { items, headers } = paginate(world, call, all);
      return { status: 200, body: items.map((one) => deploymentStatus(world, one)), headers };
    },
  },
  {
    method: "POST",
    path: `${root}/{id}/statuses`,
    needs: [["deployments", "write"]],
    handle(world, call) {
      const made = tell(world, call);
      return { status: 201, body: deploymentStatus(world, made), headers: { location: `${world.url}${call.path}/${made.id}` } };
    },
  },
  {
    method: "GET",
    path: "/repos/{owner}/{repo}/environments",
    needs: [
      ["actions", "read"],
      ["deployments", "read"],
    ],
    handle(world, call) {
      const { items, headers } = paginate(world, call, world.state.environments);
      const body = { total_count: world.state.environments.length, environments: items.map((one) => environment(world, one)) };
      return { status: 200, body, headers };
    },
  },
];

async function create(world: World, call: Call): Promise<Deployment> {
  const wish = readBody(call, NewDeployment);
  const sha = await resolveCommit(world.repository, wish.ref);
  if (sha === undefined) throw refusal(422, `No ref found for: ${wish.ref}`);
  checkDescription(wish.description ?? "", "Deployment");
  const contexts = contextsOf(world, sha);
  const required = wish.required_contexts ?? [...contexts.keys()];
  const unmet = required.filter((name) => contexts.get(name) !== "success");
  if (unmet.length > 0)
    throw refusal(
      409,
      "Conflict: Commit status checks failed for the required contexts.",
      unmet.map((name) => ({ resource: "Deployment", field: "required_contexts", code: "invalid", message: name }) as const),
    );
  const main = await resolveCommit(world.repository, "main");
  if (wish.auto_merge && main !== undefined && wish.ref !== "main" && !(await world.history.holds(sha, main)))
    throw refusal(409, `Conflict merging main into ${wish.ref}.`);
  const made: Deployment = {
    id: world.nextId(),
    sha,
    ref: wish.ref,
    task: wish.task,
    environment: wish.environment,
    description: wish.description,
    payload: typeof wish.payload === "string" && wish.payload === "" ? {} : wish.payload,
    transient: wish.transient_environment,
    production: wish.production_environment ?? wish.environment === "production",
    creator: call.actor.login,
    createdAt: world.now(),
    updatedAt: world.now(),
  };
  world.state.deployments.push(made);
  if (!world.state.environments.some(({ name }) => name === made.environment))
    world.state.environments.push({ id: world.nextId(), name: made.environment, createdAt: world.now() });
  return made;
}

function tell(world: World, call: Call): DeploymentStatus {
  const target = find(world, call);
  const wish = readBody(call, NewStatus);
  checkDescription(wish.description, "DeploymentStatus");
  const made = addStatus(world, target, call.actor.login, wish.state, {
    description: wish.description,
    environment: wish.environment ?? target.environment,
    targetUrl: wish.log_url ?? wish.target_url ?? "",
    logUrl: wish.log_url ?? "",
    environmentUrl: wish.environment_url,
  });
  if (wish.state === "success" && wish.auto_inactive) {
    for (const other of world.state.deployments) {
      const newest = world.state.deploymentStatuses.findLast((one) => one.deployment === other.id);
      const active = newest !== undefined && newest.state !== "inactive";
      if (other.id < target.id && active && !other.transient && !other.production && other.environment === made.environment)
        addStatus(world, other, call.actor.login, "inactive");
    }
  }
  return made;
}

function addStatus(
  world: World,
  target: Deployment,
  creator: string,
  state: DeploymentStatus["state"],
  more: Partial<DeploymentStatus> = {},
): DeploymentStatus {
  const made = {
    id: world.nextId(),
    deployment: target.id,
    state,
    description: "",
    environment: target.environment,
    targetUrl: "",
    logUrl: "",
    environmentUrl: "",
    creator,
    createdAt: world.now(),
    ...more,
  };
  world.state.deploymentStatuses.push(made);
  target.updatedAt = world.now();
  return made;
}

function checkDescription(description: string, resource: string): void {
  if (letterCount(description) <= 140) return;
  throw invalid({ resource, code: "custom", field: "description", message: "description is too long (maximum is 140 characters)" });
}

function find({ state }: World, { params }: Call): Deployment {
  const one = state.deployments.find(({ id }) => String(id) === params["id"]);
  if (one === undefined) throw notFound();
  return one;
}
