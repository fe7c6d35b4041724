import type { Pull } from "../state.ts";
import type { World } from "../world.ts";
import { nodeId } from "./node-id.ts";
import { association, listedPull, pullPage } from "./pull.ts";
import { repositoryUrl } from "./repository.ts";
import { time } from "./time.ts";
import { user } from "./user.ts";

const taken = [
  "number",
  "state",
  "locked",
  "active_lock_reason",
  "title",
  "user",
  "body",
  "labels",
  "milestone",
  "assignee",
  "assignees",
  "draft",
  "created_at",
  "updated_at",
  "closed_at",
];

/** A pull request as the issue that it is too. */
export function issue(world: World, pull: Pull): Readonly<Record<string, unknown>> {
  const listed = listedPull(world, pull);
  const url = `${repositoryUrl(world)}/issues/${pull.number}`;
  return {
    ...Object.fromEntries(taken.map((key) => [key, listed[key]])),
    id: pull.id,
    node_id: nodeId("PR", pull.id),
    url,
    repository_url: repositoryUrl(world),
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    timeline_url: `${url}/timeline`,
    html_url: pullPage(world, pull),
    comments: world.state.comments.filter((one) => one.issue === pull.number).length,
    author_association: association(world, pull.user),
    closed_by: pull.closedBy === null ? null : user(world, pull.closedBy),
    performed_via_github_app: null,
    state_reason: null,
    pull_request: {
      url: listed["url"],
      html_url: listed["html_url"],
      diff_url: listed["diff_url"],
      patch_url: listed["patch_url"],
      merged_at: time(pull.mergedAt),
    },
  };
}
