import { z } from "zod";
import { dequeue, enqueue } from "../pulls/merge-queue.ts";
import { mergeability } from "../pulls/mergeability.ts";
import { record } from "../pulls/record.ts";
import { pullNodeId } from "../shapes/pull.ts";
import type { Pull } from "../state.ts";
import type { World } from "../world.ts";
import { graphProblem } from "./graph-problem.ts";
import type { GraphNode } from "./pick.ts";
import { entryNode, pullNode, userNode } from "./pull-node.ts";

const OnPull = z.strictObject({ pullRequestId: z.string(), clientMutationId: z.string().optional() });
const Armed = OnPull.extend({
  mergeMethod: z.enum(["MERGE", "SQUASH", "REBASE"]).default("MERGE"),
  commitHeadline: z.string().nullish(),
  commitBody: z.string().nullish(),
  authorEmail: z.string().nullish(),
  expectedHeadOid: z.string().nullish(),
});
const Enqueued = OnPull.extend({ expectedHeadOid: z.string().nullish(), jump: z.boolean().nullish() });
const Dequeued = z.strictObject({ id: z.string(), clientMutationId: z.string().optional() });
const methods = { MERGE: "merge", SQUASH: "squash", REBASE: "rebase" } as const;

/** What a mutation does: its input, who asks, and the payload it answers. */
export type Mutation = (world: World, login: string, input: unknown) => Promise<Omit<GraphNode, "__typename">>;

/** The mutations of pull requests that the forge knows. @see https://docs.github.com/graphql/reference/mutations */
export const mutations: Readonly<Record<string, Mutation>> = {
  async enablePullRequestAutoMerge(world, login, input) {
    const wish = read(Armed, input);
    const pull = openPull(world, wish.pullRequestId);
    const rules = world.settings.protection[pull.baseRef];
    if (!world.settings.autoMerge) throw refused("Auto merge is not allowed for this repository");
    if (rules === undefined) throw refused("Protected branch rules not configured for this branch");
    const method = methods[wish.mergeMethod];
    if (!world.settings.mergeMethods.includes(method)) throw refused(`Merge method ${method} merging is not allowed on this repository`);
    expectHead(pull, wish.expectedHeadOid);
    const { state } = await mergeability(world, pull);
    if (state === "clean" || state === "unstable") throw refused(`Pull request is in ${state} status`);
    pull.autoMerge = { by: login, at: world.now(), method, title: wish.commitHeadline ?? null, message: wish.commitBody ?? null };
    record(world, pull, "auto_merge_enabled", login);
    return { pullRequest: await pullNode(world, pull), actor: userNode(login) };
  },
  async disablePullRequestAutoMerge(world, login, input) {
    const pull = openPull(world, read(OnPull, input).pullRequestId);
    if (pull.autoMerge === null) throw refused("Can't disable auto-merge for this pull request");
    pull.autoMerge = null;
    record(world, pull, "auto_merge_disabled", login);
    return { pullRequest: await pullNode(world, pull), actor: userNode(login) };
  },
  async enqueuePullRequest(world, login, input) {
    const wish = read(Enqueued, input);
    const pull = openPull(world, wish.pullRequestId);
    if (world.settings.protection[pull.baseRef]?.queue !== true) throw refused("The base branch does not have a merge queue");
    if (pull.queuedAt !== null) throw refused("Pull request is already in the merge queue");
    expectHead(pull, wish.expectedHeadOid);
    const { state } = await mergeability(world, pull);
    if (state !== "clean" && state !== "unstable" && state !== "behind") throw refused(`Pull request is in ${state} status`);
    enqueue(world, pull, login);
    return { mergeQueueEntry: entryNode(world, pull) };
  },
  async dequeuePullRequest(world, login, input) {
    const pull = openPull(world, read(Dequeued, input).id);
    if (pull.queuedAt === null) throw refused("Pull request is not in the merge queue");
    const entry = entryNode(world, pull);
    dequeue(world, pull, login);
    return { mergeQueueEntry: entry };
  },
  async convertPullRequestToDraft(world, login, input) {
    return setDraft(world, login, read(OnPull, input).pullRequestId, true);
  },
  async markPullRequestReadyForReview(world, login, input) {
    return setDraft(world, login, read(OnPull, input).pullRequestId, false);
  },
};

async function setDraft(world: World, login: string, id: string, draft: boolean): Promise<Omit<GraphNode, "__typename">> {
  const pull = openPull(world, id);
  if (pull.draft !== draft) {
    pull.draft = draft;
    pull.updatedAt = world.now();
    record(world, pull, draft ? "convert_to_draft" : "ready_for_review", login);
  }
  return { pullRequest: await pullNode(world, pull) };
}

function read<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  throw graphProblem(
    "INVALID",
    `Variable $input was provided invalid value: ${result.error.issues.map(({ path, message }) => `${path.join(".")} ${message}`).join("; ")}`,
  );
}

function openPull({ state }: World, id: string): Pull {
  const pull = state.pulls.find((one) => pullNodeId(one) === id);
  if (pull === undefined) throw graphProblem("NOT_FOUND", `Could not resolve to a node with the global id of '${id}'`);
  if (pull.state === "closed") throw refused("Pull request is closed");
  return pull;
}

function expectHead({ headSha }: Pull, expected: string | null | undefined): void {
  if (typeof expected === "string" && expected !== headSha) throw refused("Head branch was modified. Review and try the merge again.");
}

/** GitHub puts the field's name before what was wrong with it. */
function refused(message: string): Error {
  return graphProblem("UNPROCESSABLE", `Pull request ${message}`);
}
