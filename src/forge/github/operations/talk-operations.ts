import { z } from "zod";
import type { Forge } from "../../forge.ts";
import type { Connection } from "../connection/connection.ts";
import { Account, ghost } from "../shapes/pull-shape.ts";
import { EventShape, lastRemovals } from "./last-removals.ts";
import { longestBody } from "./longest-body.ts";
import { resolveLater } from "./resolve-later.ts";

const CommentShape = z.object({ id: z.int(), body: z.string().nullish(), user: Account });

type TalkOperations = Pick<Forge, "comments" | "comment" | "addLabels" | "removals">;

/** What is said of a pull request, and hung on it. */
export function talkOperations(connection: Connection): TalkOperations {
  const { owner, repo } = connection;
  return {
    async comments(number) {
      const pages = await connection.pages({
        to: `read the comments of #${number}`,
        effect: "none",
        needs: "pull_requests: read",
        request: ({ rest }) => rest.issues.listComments({ owner, repo, issue_number: number, per_page: 100 }),
        shape: z.array(CommentShape),
      });
      return pages.flat().map(({ body, user }) => ({ author: user?.login ?? ghost, body: body ?? "" }));
    },

    async comment(number, body) {
      longestBody(body, `comment on #${number}`);
      await connection.ask({
        to: `comment on #${number}`,
        effect: "change",
        needs: "pull_requests: write",
        request: ({ rest }) => rest.issues.createComment({ owner, repo, issue_number: number, body }),
        shape: CommentShape,
      });
    },

    async addLabels(number, labels) {
      if (labels.length === 0) return;
      const outcome = await resolveLater(connection, {
        to: `label #${number}`,
        effect: "change",
        needs: "pull_requests: write",
        request: ({ rest }) => rest.issues.addLabels({ owner, repo, issue_number: number, labels: [...labels] }),
        shape: z.array(z.object({ name: z.string() })),
      });
      if (outcome.kind === "refusal") throw outcome.refusal.fault;
    },

    async removals(number) {
      const pages = await connection.pages({
        to: `read what happened to #${number}`,
        effect: "none",
        needs: "issues: read",
        request: ({ rest }) => rest.issues.listEvents({ owner, repo, issue_number: number, per_page: 100 }),
        shape: z.array(EventShape),
      });
      return lastRemovals(pages.flat());
    },
  };
}
