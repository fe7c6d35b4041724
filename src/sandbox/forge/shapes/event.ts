import type { PullEvent } from "../state.ts";
import type { World } from "../world.ts";
import { labelNamed } from "./label.ts";
import { nodeId } from "./node-id.ts";
import { repositoryUrl } from "./repository.ts";
import { team } from "./team.ts";
import { time } from "./time.ts";
import { user } from "./user.ts";

/** An event of a pull request. */
export function event(world: World, one: PullEvent): Readonly<Record<string, unknown>> {
  const { label: name, reviewer, team: slug, rename, milestone, commit } = one;
  return {
    id: one.id,
    node_id: nodeId("EV", one.id),
    url: `${repositoryUrl(world)}/issues/events/${one.id}`,
    actor: user(world, one.actor),
    event: one.event,
    commit_id: commit ?? null,
    commit_url: commit === undefined ? null : `${repositoryUrl(world)}/commits/${commit}`,
    created_at: time(one.at),
    performed_via_github_app: null,
    ...(name === undefined ? {} : { label: { name, color: labelNamed(world, name)?.color ?? "ededed" } }),
    ...(reviewer === undefined && slug === undefined ? {} : { review_requester: user(world, one.actor) }),
    ...(reviewer === undefined ? {} : { requested_reviewer: user(world, reviewer) }),
    ...(slug === undefined ? {} : { requested_team: team(world, slug) }),
    ...(rename === undefined ? {} : { rename }),
    ...(milestone === undefined ? {} : { milestone: { title: milestone } }),
    ...(["closed", "reopened"].includes(one.event) ? { state_reason: null } : {}),
  };
}
