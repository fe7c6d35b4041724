import { z } from "zod";
import { ForgeFault } from "../../forge-fault.ts";
import type { Forge, NewPull, Pull } from "../../forge.ts";
import type { Connection } from "../connection/connection.ts";
import { attemptGraph, graph, isUnknownField } from "../connection/graph.ts";
import { Account, PullShape, pullOf } from "../shapes/pull-shape.ts";
import { readPull } from "./read-pull.ts";
import { longestBody } from "./longest-body.ts";

const ClosedIssue = z.object({ closed_by: Account });
const Queued = z.object({ node: z.object({ isInMergeQueue: z.boolean() }).nullable() });

/** How often a list is read until it shows what the forge says is there. */
const mostLooks = 4;

type PullOperations = Pick<Forge, "openPulls" | "pullsFrom" | "pull" | "openPull" | "editPull" | "setDraft" | "isQueued">;

export function pullOperations(connection: Connection): PullOperations {
  const { owner, repo } = connection;

  async function pullsFrom(branch: string): Promise<readonly Pull[]> {
    const pages = await connection.pages({
      to: `list the pull requests from ${branch}`,
      effect: "none",
      needs: "pull_requests: read",
      // Without its owner the filter is ignored.
      request: ({ rest }) => rest.pulls.list({ owner, repo, state: "all", head: `${owner}:${branch}`, per_page: 100 }),
      shape: z.array(PullShape),
    });
    const own = pages.flat().filter(({ base, head }) => head.ref === branch && head.repo?.full_name === base.repo.full_name);
    return once(own.map(pullOf)).toSorted((left, right) => right.number - left.number);
  }

  async function attemptOpen({ branch, base, title, body, draft }: NewPull) {
    return connection.attempt({
      to: "open the pull request",
      effect: "change",
      needs: "pull_requests: write",
      request: ({ rest }) => rest.pulls.create({ owner, repo, head: branch, base, title, body, draft }),
      shape: PullShape,
    });
  }

  /** The pull request that is said to be there already; lists may lag behind. */
  async function already(branch: string, base: string): Promise<Pull> {
    for (let look = 0; look < mostLooks; look += 1) {
      if (look > 0) await connection.sleep(1000 * look);
      const found = (await pullsFrom(branch)).find((pull) => pull.state === "open" && pull.base === base);
      if (found !== undefined) return found;
    }
    throw new ForgeFault(`Cannot open the pull request: there is one from ${branch} already, but it is not listed yet`, {
      kind: "temporary",
    });
  }

  return {
    pullsFrom,

    async openPulls(base) {
      const pages = await connection.pages({
        to: `list the pull requests into ${base}`,
        effect: "none",
        needs: "pull_requests: read",
        // Oldest first, so that what is opened meanwhile moves nothing to another page.
        request: ({ rest }) => rest.pulls.list({ owner, repo, state: "open", base, sort: "created", direction: "asc", per_page: 100 }),
        shape: z.array(PullShape),
      });
      return once(pages.flat().map(pullOf)).filter((pull) => pull.base === base);
    },

    async pull(number) {
      const shape = await readPull(connection, number);
      const pull = pullOf(shape);
      return {
        ...pull,
        mergeable: shape.mergeable ?? undefined,
        mergeState: shape.mergeable_state,
        closedBy: pull.state === "closed" ? await closedBy(connection, number) : undefined,
      };
    },

    async openPull(pull) {
      longestBody(pull.body, "open the pull request");
      let outcome = await attemptOpen(pull);
      if (outcome.kind === "refusal" && pull.draft && /draft pull requests are not supported/i.test(outcome.refusal.words)) {
        outcome = await attemptOpen({ ...pull, draft: false });
      }
      if (outcome.kind === "answer") return pullOf(outcome.value);
      const { words, status, fault } = outcome.refusal;
      if (/pull request already exists/i.test(words)) return already(pull.branch, pull.base);
      if (/no commits between/i.test(words)) {
        throw new ForgeFault(`Cannot open the pull request: ${pull.branch} has nothing that ${pull.base} has not`, {
          kind: "invalid",
          status,
          hint: "it may have been merged meanwhile: run it again",
        });
      }
      throw fault;
    },

    async editPull(number, change) {
      longestBody(change.body ?? "", `change the pull request #${number}`);
      await connection.ask({
        to: change.state === "closed" ? `close the pull request #${number}` : `change the pull request #${number}`,
        effect: "change",
        needs: "pull_requests: write",
        request: ({ rest }) => rest.pulls.update({ owner, repo, pull_number: number, ...change }),
        shape: PullShape,
      });
    },

    async setDraft({ node, number }, draft) {
      const mutation = draft ? "convertPullRequestToDraft" : "markPullRequestReadyForReview";
      await graph(connection, {
        to: draft ? `make the pull request #${number} a draft` : `mark the pull request #${number} as ready`,
        effect: "change",
        needs: "pull_requests: write",
        query: `mutation($id: ID!) { ${mutation}(input: { pullRequestId: $id }) { pullRequest { isDraft } } }`,
        variables: { id: node },
        shape: z.object({ [mutation]: z.object({ pullRequest: z.object({ isDraft: z.literal(draft) }) }) }),
      });
    },

    async isQueued({ node, number }) {
      const outcome = await attemptGraph(connection, {
        to: `find out whether the pull request #${number} is queued`,
        effect: "none",
        needs: "pull_requests: read",
        query: "query($id: ID!) { node(id: $id) { ... on PullRequest { isInMergeQueue } } }",
        variables: { id: node },
        shape: Queued,
      });
      if (outcome.kind === "answer") return outcome.value.node?.isInMergeQueue ?? false;
      if (isUnknownField(outcome.refusal.words)) return false;
      throw outcome.refusal.fault;
    },
  };
}

async function closedBy(connection: Connection, number: number): Promise<string | undefined> {
  const { owner, repo } = connection;
  const { closed_by: who } = await connection.ask({
    to: `find out who closed the pull request #${number}`,
    effect: "none",
    needs: "issues: read",
    request: ({ rest }) => rest.issues.get({ owner, repo, issue_number: number }),
    shape: ClosedIssue,
  });
  return who?.login;
}

/** What stood on two pages, once. */
function once(pulls: readonly Pull[]): readonly Pull[] {
  return [...new Map(pulls.map((pull) => [pull.number, pull])).values()];
}
