import { z } from "zod";
import { roleOf } from "../actors/role-of.ts";
import { awaitNode } from "../pulls/await-node.ts";
import { findPull } from "../pulls/find-pull.ts";
import { record } from "../pulls/record.ts";
import { readBody } from "../read-body.ts";
import { refusal } from "../refusal.ts";
import { listedPull } from "../shapes/pull.ts";
import { team as teamShape } from "../shapes/team.ts";
import { user } from "../shapes/user.ts";
import type { Route } from "../world.ts";

const Asked = z.object({ reviewers: z.array(z.string()).default([]), team_reviewers: z.array(z.string()).default([]) });
const root = "/repos/{owner}/{repo}/pulls/{number}/requested_reviewers";

/** Who is asked to review. @see https://docs.github.com/rest/pulls/review-requests */
export const reviewers: readonly Route[] = [
  {
    method: "GET",
    path: root,
    needs: [["pull_requests", "read"]],
    handle(world, call) {
      const pull = findPull(world, call);
      const users = pull.reviewers.map((login) => user(world, login));
      return { status: 200, body: { users, teams: pull.teamReviewers.map((slug) => teamShape(world, slug)) } };
    },
  },
  {
    method: "POST",
    path: root,
    needs: [["pull_requests", "write"]],
    handle(world, call) {
      const pull = findPull(world, call);
      const { reviewers: asked, team_reviewers: teams } = readBody(call, Asked);
      awaitNode(world, pull);
      if (asked.some((login) => login.toLowerCase() === pull.user.toLowerCase()))
        throw refusal(422, "Review cannot be requested from pull request author.");
      if (asked.some((login) => roleOf(world, login) === "none"))
        throw refusal(
          422,
          `Reviews may only be requested from collaborators. One or more of the users or teams you specified is not a collaborator of the ${world.settings.owner}/${world.settings.name} repository.`,
        );
      if (new Set([...pull.reviewers, ...asked]).size > 100) throw refusal(422, "No more than 100 reviewers may be requested.");
      for (const reviewer of asked)
        if (!pull.reviewers.includes(reviewer)) record(world, pull, "review_requested", call.actor.login, { reviewer });
      for (const team of teams) if (!pull.teamReviewers.includes(team)) record(world, pull, "review_requested", call.actor.login, { team });
      pull.reviewers = [...new Set([...pull.reviewers, ...asked])];
      pull.teamReviewers = [...new Set([...pull.teamReviewers, ...teams])];
      pull.updatedAt = world.now();
      return { status: 201, body: listedPull(world, pull) };
    },
  },
  {
    method: "DELETE",
    path: root,
    needs: [["pull_requests", "write"]],
    handle(world, call) {
      const pull = findPull(world, call);
      const { reviewers: asked, team_reviewers: teams } = readBody(call, Asked);
      for (const reviewer of pull.reviewers)
        if (asked.includes(reviewer)) record(world, pull, "review_request_removed", call.actor.login, { reviewer });
      for (const team of pull.teamReviewers)
        if (teams.includes(team)) record(world, pull, "review_request_removed", call.actor.login, { team });
      pull.reviewers = pull.reviewers.filter((login) => !asked.includes(login));
      pull.teamReviewers = pull.teamReviewers.filter((slug) => !teams.includes(slug));
      pull.updatedAt = world.now();
      return { status: 200, body: listedPull(world, pull) };
    },
  },
];
