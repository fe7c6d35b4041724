import { z } from "zod";
import { paginate } from "../paginate.ts";
import { closePull } from "../pulls/close-pull.ts";
import { findPull } from "../pulls/find-pull.ts";
import { checkBody, checkTitle } from "../pulls/limits.ts";
import { record } from "../pulls/record.ts";
import { reopenPull } from "../pulls/reopen-pull.ts";
import { renamePull } from "../pulls/rename-pull.ts";
import { readBody } from "../read-body.ts";
import { invalid } from "../refusal.ts";
import { event } from "../shapes/event.ts";
import { issue } from "../shapes/issue.ts";
import { milestone } from "../shapes/milestone.ts";
import type { Pull } from "../state.ts";
import type { Route, World } from "../world.ts";
import { LabelName, setLabels } from "./labels.ts";
import { readsIssue, writesIssue } from "./issue-needs.ts";

const Changed = z.object({
  title: z.string().optional(),
  body: z.string().nullable().optional(),
  state: z.enum(["open", "closed"]).optional(),
  milestone: z.number().nullable().optional(),
  labels: z.array(LabelName).optional(),
  assignees: z.array(z.string()).optional(),
});
const root = "/repos/{owner}/{repo}/issues/{number}";

/** What a pull request has as an issue. @see https://docs.github.com/rest/issues/issues */
export const issues: readonly Route[] = [
  {
    method: "GET",
    path: root,
    needs: readsIssue,
    handle: (world, call) => ({ status: 200, body: issue(world, findPull(world, call)) }),
  },
  {
    method: "PATCH",
    path: root,
    needs: writesIssue,
    async handle(world, call) {
      const pull = findPull(world, call);
      const change = readBody(call, Changed);
      const { login } = call.actor;
      if (change.title !== undefined) checkTitle(change.title);
      if (change.body !== undefined) checkBody(change.body, "Issue");
      if (change.milestone !== undefined) setMilestone(world, pull, login, change.milestone);
      if (change.labels !== undefined) setLabels(world, pull, login, change.labels);
      if (change.assignees !== undefined) pull.assignees = [...new Set(change.assignees)].slice(0, 10);
      if (change.state === "open" && pull.state === "closed") await reopenPull(world, pull, login);
      if (change.title !== undefined) renamePull(world, pull, login, change.title);
      if (change.body !== undefined) pull.body = change.body === "" ? null : change.body;
      if (change.state === "closed" && pull.state === "open") closePull(world, pull, login);
      pull.updatedAt = world.now();
      return { status: 200, body: issue(world, pull) };
    },
  },
  {
    method: "GET",
    path: `${root}/events`,
    needs: readsIssue,
    handle(world, call) {
      const { number } = findPull(world, call);
      const { items, headers } = paginate(
        world,
        call,
        world.state.events.filter((one) => one.issue === number),
      );
      return { status: 200, body: items.map((one) => event(world, one)), headers };
    },
  },
  {
    method: "GET",
    path: "/repos/{owner}/{repo}/milestones",
    needs: readsIssue,
    handle(world, call) {
      const { items, headers } = paginate(world, call, call.query.get("state") === "closed" ? [] : world.state.milestones);
      return { status: 200, body: items.map((one) => milestone(world, one)), headers };
    },
  },
];

function setMilestone(world: World, pull: Pull, login: string, number: number | null): void {
  const title = world.state.milestones.find((one) => one.number === number)?.title;
  if (number !== null && title === undefined) throw invalid({ resource: "Issue", field: "milestone", code: "invalid" });
  const old = world.state.milestones.find((one) => one.number === pull.milestone)?.title;
  if (old !== undefined && old !== title) record(world, pull, "demilestoned", login, { milestone: old });
  if (title !== undefined && old !== title) record(world, pull, "milestoned", login, { milestone: title });
  pull.milestone = number;
}
