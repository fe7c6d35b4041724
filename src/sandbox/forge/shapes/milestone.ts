import type { Milestone } from "../state.ts";
import type { World } from "../world.ts";
import { nodeId } from "./node-id.ts";
import { repositoryPage, repositoryUrl } from "./repository.ts";
import { time } from "./time.ts";
import { user } from "./user.ts";

/** A milestone. */
export function milestone(world: World, { id, number, title, createdAt }: Milestone): Readonly<Record<string, unknown>> {
  const url = `${repositoryUrl(world)}/milestones/${number}`;
  const open = world.state.pulls.filter((pull) => pull.milestone === number && pull.state === "open").length;
  return {
    url,
    html_url: `${repositoryPage(world)}/milestone/${number}`,
    labels_url: `${url}/labels`,
    id,
    node_id: nodeId("MI", id),
    number,
    state: "open",
    title,
    description: null,
    creator: user(world, world.settings.people[0]?.login ?? "ghost"),
    open_issues: open,
    closed_issues: world.state.pulls.filter((pull) => pull.milestone === number).length - open,
    created_at: time(createdAt),
    updated_at: time(createdAt),
    closed_at: null,
    due_on: null,
  };
}
