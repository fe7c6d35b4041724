import { z } from "zod";
import { checkSelection } from "../graphql/check-selection.ts";
import { graphProblem, graphProblemType } from "../graphql/graph-problem.ts";
import { mutations } from "../graphql/mutations.ts";
import { type GraphNode, pick } from "../graphql/pick.ts";
import { pullNode, userNode } from "../graphql/pull-node.ts";
import { type Field, type Operation, readDocument } from "../graphql/read-document.ts";
import { readBody } from "../read-body.ts";
import { refusal } from "../refusal.ts";
import { nodeId } from "../shapes/node-id.ts";
import { pullNodeId } from "../shapes/pull.ts";
import { repositoryId, repositoryPage } from "../shapes/repository.ts";
import type { Actor, Reply, Route, World } from "../world.ts";

const Question = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).nullish(),
  operationName: z.string().nullish(),
});
const root = "/graphql";

/** The few operations of GraphQL that pull requests have no REST for. @see https://docs.github.com/graphql */
export const graphql: readonly Route[] = [
  {
    method: "POST",
    path: root,
    needs: "anyone",
    async handle(world, call) {
      if (call.actor.kind === "anonymous" || call.actor.kind === "app")
        throw refusal(401, "This endpoint requires you to be authenticated.");
      const { query, variables } = readBody(call, Question);
      let operation: Operation;
      try {
        operation = readDocument(query, variables ?? {});
      } catch (error) {
        return { status: 200, body: { errors: [{ message: error instanceof Error ? error.message : "Parse error" }] } };
      }
      const type = operation.type === "mutation" ? "Mutation" : "Query";
      const problems = [...checkSelection(type, operation.selection)];
      if (problems.length > 0) return { status: 200, body: { errors: problems.map((message) => ({ message })) } };
      return run(world, call.actor, operation);
    },
  },
];

async function run(world: World, actor: Actor, { type, selection }: Operation): Promise<Reply> {
  const data: Record<string, unknown> = {};
  const errors: object[] = [];
  for (const field of selection) {
    if (field.kind === "on") continue;
    try {
      const node = await (type === "mutation" ? mutate(world, actor, field) : ask(world, actor, field));
      data[field.alias] = node === null ? null : pick(node, field.selection ?? []);
    } catch (error) {
      const kind = graphProblemType(error);
      if (kind === undefined || !(error instanceof Error)) throw error;
      data[field.alias] = null;
      errors.push({ type: kind, path: [field.alias], message: error.message });
    }
  }
  return { status: 200, body: { data, ...(errors.length === 0 ? {} : { errors }) } };
}

async function mutate(world: World, actor: Actor, { name, args }: Field): Promise<GraphNode> {
  const mutation = mutations[name];
  if (mutation === undefined) throw graphProblem("NOT_FOUND", `No mutation is named ${name}`);
  const may = actor.kind === "classic" ? actor.role === "admin" || actor.role === "write" : actor.permissions.pull_requests === "write";
  if (!may)
    throw graphProblem(
      "FORBIDDEN",
      `${actor.login} does not have the correct permissions to execute \`${name.replace(/^./, (letter) => letter.toUpperCase())}\``,
    );
  return { __typename: `${name}Payload`, ...(await mutation(world, actor.login, args["input"])) };
}

async function ask(world: World, actor: Actor, { name, args, selection = [] }: Field): Promise<GraphNode | null> {
  const { settings, state } = world;
  if (name === "viewer") return userNode(actor.login);
  if (name === "node") {
    const pull = state.pulls.find((one) => pullNodeId(one) === args["id"]);
    if (pull === undefined) throw graphProblem("NOT_FOUND", `Could not resolve to a node with the global id of '${String(args["id"])}'`);
    return pullNode(world, pull);
  }
  if (args["owner"] !== settings.owner || args["name"] !== settings.name)
    throw graphProblem("NOT_FOUND", `Could not resolve to a Repository with the name '${String(args["owner"])}/${String(args["name"])}'.`);
  const below = selection.flatMap((one) => (one.kind === "field" ? [one] : []));
  const asked = below.find((one) => one.name === "pullRequest");
  const branch = below.find((one) => one.name === "mergeQueue")?.args["branch"];
  const pull = asked === undefined ? undefined : state.pulls.find(({ number }) => number === asked.args["number"]);
  if (asked !== undefined && pull === undefined)
    throw graphProblem("NOT_FOUND", `Could not resolve to a PullRequest with the number of ${String(asked.args["number"])}.`);
  const queue = typeof branch === "string" && settings.protection[branch]?.queue === true;
  return {
    __typename: "Repository",
    id: nodeId("R", repositoryId),
    name: settings.name,
    nameWithOwner: `${settings.owner}/${settings.name}`,
    autoMergeAllowed: settings.autoMerge,
    pullRequest: pull === undefined ? null : await pullNode(world, pull),
    mergeQueue: queue ? { __typename: "MergeQueue", id: nodeId("MQ", branch), url: `${repositoryPage(world)}/queue/${branch}` } : null,
  };
}
