import { mergeability } from "../pulls/mergeability.ts";
import { queued } from "../pulls/merge-queue.ts";
import { nodeId } from "../shapes/node-id.ts";
import { pullNodeId, pullPage } from "../shapes/pull.ts";
import { time } from "../shapes/time.ts";
import type { Pull } from "../state.ts";
import type { World } from "../world.ts";
import type { GraphNode } from "./pick.ts";

/** A pull request in the graph. */
export async function pullNode(world: World, pull: Pull): Promise<GraphNode> {
  const open = pull.state === "open" ? await mergeability(world, pull) : undefined;
  const { autoMerge: armed } = pull;
  return {
    __typename: "PullRequest",
    id: pullNodeId(pull),
    number: pull.number,
    title: pull.title,
    body: pull.body ?? "",
    url: pullPage(world, pull),
    state: pull.mergedAt !== null ? "MERGED" : pull.state.toUpperCase(),
    isDraft: pull.draft,
    merged: pull.mergedAt !== null,
    mergeable: open === undefined ? "UNKNOWN" : open.tree === undefined ? "CONFLICTING" : "MERGEABLE",
    mergeStateStatus: (open?.state ?? "unknown").toUpperCase(),
    headRefName: pull.headRef,
    headRefOid: pull.headSha,
    baseRefName: pull.baseRef,
    isInMergeQueue: pull.queuedAt !== null,
    mergeQueueEntry: entryNode(world, pull),
    author: userNode(pull.user),
    autoMergeRequest:
      armed === null
        ? null
        : {
            __typename: "AutoMergeRequest",
            enabledAt: time(armed.at),
            enabledBy: userNode(armed.by),
            mergeMethod: armed.method.toUpperCase(),
            commitHeadline: armed.title,
            commitBody: armed.message,
          },
  };
}

/** A pull request's place in the merge queue, or null. */
export function entryNode(world: World, pull: Pull): GraphNode | null {
  if (pull.queuedAt === null) return null;
  return {
    __typename: "MergeQueueEntry",
    id: nodeId("MQE", pull.id),
    position: queued(world, pull.baseRef).indexOf(pull) + 1,
    state: "QUEUED",
    enqueuedAt: time(pull.queuedAt),
    enqueuer: userNode(pull.queuedBy ?? pull.user),
    pullRequest: { __typename: "PullRequest", id: pullNodeId(pull), number: pull.number, isInMergeQueue: true, headRefOid: pull.headSha },
  };
}

/** Somebody in the graph. */
export function userNode(login: string): GraphNode {
  return { __typename: "User", login };
}
