import type { World } from "../world.ts";
import { nodeId } from "./node-id.ts";
import { accountId } from "./user.ts";

/** A team of the owner, by its short name. */
export function team(world: World, slug: string): Readonly<Record<string, unknown>> {
  const id = accountId(`team/${slug}`);
  const url = `${world.url}/organizations/1/team/${id}`;
  return {
    id,
    node_id: nodeId("T", id),
    url,
    html_url: `${world.url}/orgs/${world.settings.owner}/teams/${slug}`,
    members_url: `${url}/members{/member}`,
    repositories_url: `${url}/repos`,
    name: slug,
    slug,
    description: null,
    privacy: "closed",
    notification_setting: "notifications_enabled",
    permission: "push",
    type: "organization",
    organization_id: 1,
    parent: null,
  };
}
