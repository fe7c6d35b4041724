import { z } from "zod";
import { paginate } from "../paginate.ts";
import { findPull } from "../pulls/find-pull.ts";
import { checkBody } from "../pulls/limits.ts";
import { readBody } from "../read-body.ts";
import { invalid, notFound, refusal } from "../refusal.ts";
import { comment } from "../shapes/comment.ts";
import type { Comment } from "../state.ts";
import type { Call, Route, World } from "../world.ts";
import { readsIssue, writesIssue } from "./issue-needs.ts";

const Body = z.object({ body: z.string() });
const root = "/repos/{owner}/{repo}/issues";

/** Comments below pull requests. @see https://docs.github.com/rest/issues/comments */
export const comments: readonly Route[] = [
  {
    method: "GET",
    path: `${root}/{number}/comments`,
    needs: readsIssue,
    handle(world, call) {
      const { number } = findPull(world, call);
      const since = Date.parse(call.query.get("since") ?? "1970-01-01T00:00:00Z");
      const all = world.state.comments.filter((one) => one.issue === number && one.updatedAt >= since);
      const { items, headers } = paginate(world, call, all);
      return { status: 200, body: items.map((one) => comment(world, one)), headers };
    },
  },
  {
    method: "POST",
    path: `${root}/{number}/comments`,
    needs: writesIssue,
    handle(world, call) {
      const pull = findPull(world, call);
      const one: Comment = {
        id: world.nextId(),
        issue: pull.number,
        user: call.actor.login,
        body: text(call),
        createdAt: world.now(),
        updatedAt: world.now(),
      };
      world.state.comments.push(one);
      pull.updatedAt = world.now();
      return {
        status: 201,
        body: comment(world, one),
        headers: { location: `${world.url}${call.path.replace(/\d+\/comments$/, "")}comments/${one.id}` },
      };
    },
  },
  {
    method: "GET",
    path: `${root}/comments/{id}`,
    needs: readsIssue,
    handle: (world, call) => ({ status: 200, body: comment(world, find(world, call)) }),
  },
  {
    method: "PATCH",
    path: `${root}/comments/{id}`,
    needs: writesIssue,
    handle(world, call) {
      const one = find(world, call);
      const body = text(call);
      if (one.user !== call.actor.login && call.actor.role !== "admin" && call.actor.role !== "write")
        throw refusal(403, "Must have admin rights to Repository.");
      one.body = body;
      one.updatedAt = world.now();
      return { status: 200, body: comment(world, one) };
    },
  },
  {
    method: "DELETE",
    path: `${root}/comments/{id}`,
    needs: writesIssue,
    handle(world, call) {
      world.state.comments.splice(world.state.comments.indexOf(find(world, call)), 1);
      return { status: 204 };
    },
  },
];

function text(call: Call): string {
  const { body } = readBody(call, Body);
  if (body.trim() === "") throw invalid({ resource: "IssueComment", code: "missing_field", field: "body" });
  checkBody(body, "IssueComment");
  return body;
}

function find({ state }: World, { params }: Call): Comment {
  const one = state.comments.find(({ id }) => String(id) === params["id"]);
  if (one === undefined) throw notFound();
  return one;
}
