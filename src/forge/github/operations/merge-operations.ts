import { z } from "zod";
import { ForgeFault } from "../../forge-fault.ts";
import type { Forge, MergeAnswer, MergeMethod, Pull } from "../../forge.ts";
import type { Connection } from "../connection/connection.ts";
import { attemptGraph, isUnknownField } from "../connection/graph.ts";
import { pullOf } from "../shapes/pull-shape.ts";
import { readPull } from "./read-pull.ts";

/** @see https://docs.github.com/rest/pulls/pulls#merge-a-pull-request */
const Merged = z.object({ merged: z.literal(true), sha: z.string() });
const Queue = z.object({ repository: z.object({ mergeQueue: z.object({ id: z.string() }).nullable() }) });

export function mergeOperations(connection: Connection): Pick<Forge, "merge" | "mergeWhenReady"> {
  const { owner, repo } = connection;

  /** "Not mergeable" has many reasons: a conflict, nothing computed yet, rules, or that it is merged already. */
  async function whyNot(number: number, words: string): Promise<MergeAnswer> {
    const shape = await readPull(connection, number);
    const { state, mergeCommit } = pullOf(shape);
    if (state === "merged" && mergeCommit !== undefined) return { kind: "merged", commit: mergeCommit };
    if (state === "open" && (shape.mergeable === false || shape.mergeable_state === "dirty")) return { kind: "conflict", words };
    if (state === "open" && (shape.mergeable === null || shape.mergeable_state === "unknown")) return { kind: "waiting" };
    return { kind: "refused", words: state === "open" ? words : `it is closed; ${words}` };
  }

  async function hasQueue(branch: string): Promise<boolean> {
    const outcome = await attemptGraph(connection, {
      to: `find out whether ${branch} has a merge queue`,
      effect: "none",
      needs: "contents: read",
      query:
        "query($owner: String!, $name: String!, $branch: String!) { repository(owner: $owner, name: $name) { mergeQueue(branch: $branch) { id } } }",
      variables: { owner, name: repo, branch },
      shape: Queue,
    });
    if (outcome.kind === "answer") return outcome.value.repository.mergeQueue !== null;
    if (isUnknownField(outcome.refusal.words)) return false;
    throw outcome.refusal.fault;
  }

  return {
    async merge(number, { head, method, title, message }) {
      const outcome = await connection.attempt({
        to: `merge #${number}`,
        effect: "change",
        needs: "contents: write",
        request: ({ rest }) =>
          rest.pulls.merge({
            owner,
            repo,
            pull_number: number,
            sha: head,
            merge_method: method,
            commit_title: title,
            commit_message: message,
          }),
        shape: Merged,
      });
      if (outcome.kind === "answer") return { kind: "merged", commit: outcome.value.sha };
      const { status, words, fault } = outcome.refusal;
      if (status === 409 || (status === 405 && /branch was modified/i.test(words))) return { kind: "moved" };
      if (status !== 405) throw fault;
      return /is not mergeable/i.test(words) ? whyNot(number, words) : { kind: "refused", words };
    },

    async mergeWhenReady(pull, head, method) {
      if (await hasQueue(pull.base)) {
        const queued = await enqueue(connection, pull, head);
        if (queued) return "armed";
      }
      return arm(connection, pull, head, method);
    },
  };
}

/** Puts it into the merge queue; `false` where it may not go in yet. */
async function enqueue(connection: Connection, { node, number }: Pull, head: string): Promise<boolean> {
  const outcome = await attemptGraph(connection, {
    to: `put #${number} into the merge queue`,
    effect: "change",
    needs: "pull_requests: write",
    query:
      "mutation($id: ID!, $head: GitObjectID!) { enqueuePullRequest(input: { pullRequestId: $id, expectedHeadOid: $head }) { mergeQueueEntry { id } } }",
    variables: { id: node, head },
    shape: z.object({ enqueuePullRequest: z.object({ mergeQueueEntry: z.object({ id: z.string() }).nullable() }) }),
  });
  if (outcome.kind === "answer") return true;
  const { words, fault } = outcome.refusal;
  if (/already (in|queued|enqueued)/i.test(words)) return true;
  if (isNewerHead(words)) throw newerHead(number);
  // Auto-merge puts it into the queue as soon as its requirements are met.
  if (fault.kind === "invalid") return false;
  throw fault;
}

/** @see https://docs.github.com/graphql/reference/mutations#enablepullrequestautomerge */
async function arm(connection: Connection, { node, number }: Pull, head: string, method: MergeMethod): Promise<"armed" | "ready-now"> {
  const outcome = await attemptGraph(connection, {
    to: `let #${number} be merged when it is ready`,
    effect: "change",
    needs: "pull_requests: write",
    query:
      "mutation($id: ID!, $head: GitObjectID!, $method: PullRequestMergeMethod!) { " +
      "enablePullRequestAutoMerge(input: { pullRequestId: $id, expectedHeadOid: $head, mergeMethod: $method }) { pullRequest { id } } }",
    variables: { id: node, head, method: method.toUpperCase() },
    shape: z.object({ enablePullRequestAutoMerge: z.object({ pullRequest: z.object({ id: z.string() }) }) }),
  });
  if (outcome.kind === "answer") return "armed";
  const { words, fault } = outcome.refusal;
  // Where a branch has no rules there is nothing to wait for.
  if (/in (clean|unstable|has_hooks) status|branch rules not configured/i.test(words)) return "ready-now";
  if (isNewerHead(words)) throw newerHead(number);
  if (/auto.?merge is not allowed/i.test(words)) {
    throw new ForgeFault(`Cannot let #${number} be merged when it is ready: the repository does not allow auto-merge`, {
      kind: "invalid",
      hint: 'turn on "Allow auto-merge" in the settings of the repository',
    });
  }
  throw fault;
}

function isNewerHead(words: string): boolean {
  return /head (sha|oid|ref|commit|branch).*(match|modified|expected|changed)|expected head/i.test(words);
}

function newerHead(number: number): ForgeFault {
  return new ForgeFault(`Cannot let #${number} be merged: there is a newer commit on its branch`, {
    kind: "temporary",
    hint: "run it again",
  });
}
