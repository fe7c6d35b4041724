/** A type's fields: `""` for a scalar, else the type of what it holds. */
type Fields = Readonly<Record<string, string>>;

const payload = (more: Fields): Fields => ({ clientMutationId: "", ...more });

/**
 * The part of GitHub's schema that the forge knows: everything else is answered
 * as a field that does not exist.
 * @see https://docs.github.com/graphql/reference
 */
export const graphTypes: Readonly<Record<string, Fields>> = {
  Query: { viewer: "User", repository: "Repository", node: "Node" },
  Mutation: {
    enablePullRequestAutoMerge: "EnablePullRequestAutoMergePayload",
    disablePullRequestAutoMerge: "DisablePullRequestAutoMergePayload",
    enqueuePullRequest: "EnqueuePullRequestPayload",
    dequeuePullRequest: "DequeuePullRequestPayload",
    convertPullRequestToDraft: "ConvertPullRequestToDraftPayload",
    markPullRequestReadyForReview: "MarkPullRequestReadyForReviewPayload",
  },
  EnablePullRequestAutoMergePayload: payload({ pullRequest: "PullRequest", actor: "User" }),
  DisablePullRequestAutoMergePayload: payload({ pullRequest: "PullRequest", actor: "User" }),
  EnqueuePullRequestPayload: payload({ mergeQueueEntry: "MergeQueueEntry" }),
  DequeuePullRequestPayload: payload({ mergeQueueEntry: "MergeQueueEntry" }),
  ConvertPullRequestToDraftPayload: payload({ pullRequest: "PullRequest" }),
  MarkPullRequestReadyForReviewPayload: payload({ pullRequest: "PullRequest" }),
  User: { login: "" },
  Node: { id: "" },
  Repository: {
    id: "",
    name: "",
    nameWithOwner: "",
    autoMergeAllowed: "",
    pullRequest: "PullRequest",
    mergeQueue: "MergeQueue",
  },
  MergeQueue: { id: "", url: "" },
  MergeQueueEntry: { id: "", position: "", state: "", enqueuedAt: "", enqueuer: "User", pullRequest: "PullRequest" },
  AutoMergeRequest: { enabledAt: "", enabledBy: "User", mergeMethod: "", commitHeadline: "", commitBody: "" },
  PullRequest: {
    id: "",
    number: "",
    title: "",
    body: "",
    url: "",
    state: "",
    isDraft: "",
    merged: "",
    mergeable: "",
    mergeStateStatus: "",
    headRefName: "",
    headRefOid: "",
    baseRefName: "",
    isInMergeQueue: "",
    mergeQueueEntry: "MergeQueueEntry",
    autoMergeRequest: "AutoMergeRequest",
    author: "User",
  },
};
