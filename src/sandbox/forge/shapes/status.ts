import type { Status } from "../state.ts";
import type { World } from "../world.ts";
import { nodeId } from "./node-id.ts";
import { repositoryUrl } from "./repository.ts";
import { time } from "./time.ts";
import { accountId, user } from "./user.ts";

/** A commit status as the combined view shows it, without its creator. */
export function simpleStatus(world: World, one: Status): Readonly<Record<string, unknown>> {
  return {
    url: `${repositoryUrl(world)}/statuses/${one.sha}`,
    avatar_url: `${world.url}/avatars/${accountId(one.creator)}`,
    id: one.id,
    node_id: nodeId("SC", one.id),
    state: one.state,
    description: one.description,
    target_url: one.targetUrl,
    context: one.context,
    created_at: time(one.createdAt),
    updated_at: time(one.createdAt),
  };
}

/** A commit status. */
export function status(world: World, one: Status): Readonly<Record<string, unknown>> {
  return { ...simpleStatus(world, one), creator: user(world, one.creator) };
}
