import { z } from "zod";
import { paginate } from "../paginate.ts";
import { findPull } from "../pulls/find-pull.ts";
import { checkBody } from "../pulls/limits.ts";
import { record } from "../pulls/record.ts";
import { readBody } from "../read-body.ts";
import { notFound, refusal } from "../refusal.ts";
import { review as shape } from "../shapes/review.ts";
import type { Pull, Review } from "../state.ts";
import type { Call, Route, World } from "../world.ts";

const Event = z.enum(["APPROVE", "REQUEST_CHANGES", "COMMENT"]);
const NewReview = z.object({ commit_id: z.string().optional(), body: z.string().default(""), event: Event.optional() });
const Submitted = z.object({ body: z.string().optional(), event: Event });
const Dismissed = z.object({ message: z.string(), event: z.literal("DISMISS").optional() });
const root = "/repos/{owner}/{repo}/pulls/{number}/reviews";
const states = { APPROVE: "APPROVED", REQUEST_CHANGES: "CHANGES_REQUESTED", COMMENT: "COMMENTED" } as const;

/** Reviews. @see https://docs.github.com/rest/pulls/reviews */
export const reviews: readonly Route[] = [
  {
    method: "GET",
    path: root,
    needs: [["pull_requests", "read"]],
    handle(world, call) {
      const pull = findPull(world, call);
      const all = world.state.reviews.filter(
        (one) => one.pull === pull.number && (one.state !== "PENDING" || one.user === call.actor.login),
      );
      const { items, headers } = paginate(world, call, all);
      return { status: 200, body: items.map((one) => shape(world, pull, one)), headers };
    },
  },
  {
    method: "POST",
    path: root,
    needs: [["pull_requests", "write"]],
    handle(world, call) {
      const pull = findPull(world, call);
      const { body, event, commit_id: commit } = readBody(call, NewReview);
      check(world, call, pull, event, body);
      if (commit !== undefined && commit !== pull.headSha) throw unprocessable("commit_id is not part of the pull request");
      const made: Review = {
        id: world.nextId(),
        pull: pull.number,
        user: call.actor.login,
        body,
        state: event === undefined ? "PENDING" : states[event],
        commit: pull.headSha,
        submittedAt: world.now(),
      };
      world.state.reviews.push(made);
      if (event !== undefined) submit(world, pull, made);
      return { status: 200, body: shape(world, pull, made) };
    },
  },
  {
    method: "POST",
    path: `${root}/{id}/events`,
    needs: [["pull_requests", "write"]],
    handle(world, call) {
      const pull = findPull(world, call);
      const one = find(world, call, pull);
      const { body, event } = readBody(call, Submitted);
      if (one.state !== "PENDING" || one.user !== call.actor.login) throw unprocessable("Could not submit review");
      check(world, call, pull, event, body ?? one.body);
      one.body = body ?? one.body;
      one.state = states[event];
      one.submittedAt = world.now();
      submit(world, pull, one);
      return { status: 200, body: shape(world, pull, one) };
    },
  },
  {
    method: "PUT",
    path: `${root}/{id}/dismissals`,
    needs: [["pull_requests", "write"]],
    handle(world, call) {
      const pull = findPull(world, call);
      const one = find(world, call, pull);
      readBody(call, Dismissed);
      if (one.state !== "APPROVED" && one.state !== "CHANGES_REQUESTED")
        throw unprocessable("Can not dismiss a commented pull request review");
      one.state = "DISMISSED";
      record(world, pull, "review_dismissed", call.actor.login);
      return { status: 200, body: shape(world, pull, one) };
    },
  },
];

function check(world: World, { actor }: Call, pull: Pull, event: z.output<typeof Event> | undefined, body: string): void {
  checkBody(body, "PullRequestReview");
  if (event === "APPROVE" && actor.kind === "actions" && !world.settings.actionsMayOpenPulls)
    throw refusal(403, "GitHub Actions is not permitted to create or approve pull requests.");
  const own = actor.login === pull.user;
  if (own && event === "APPROVE") throw unprocessable("Can not approve your own pull request");
  if (own && event === "REQUEST_CHANGES") throw unprocessable("Can not request changes on your own pull request");
  if (event !== undefined && event !== "APPROVE" && body.trim() === "") throw unprocessable("Body can't be blank");
}

/** Who has reviewed is asked no longer; the timeline does not tell of it. */
function submit(world: World, pull: Pull, { user }: Review): void {
  pull.reviewers = pull.reviewers.filter((login) => login !== user);
  pull.updatedAt = world.now();
  record(world, pull, "reviewed", user);
}

function find({ state }: World, { params }: Call, { number }: Pull): Review {
  const one = state.reviews.find(({ id, pull }) => String(id) === params["id"] && pull === number);
  if (one === undefined) throw notFound();
  return one;
}

function unprocessable(message: string): Error {
  return refusal(422, "Unprocessable Entity", [message]);
}
