import type { World } from "../world.ts";
import { permissionsOf } from "../actors/default-permissions.ts";
import { nodeId } from "./node-id.ts";
import { time } from "./time.ts";
import { accountId, organization } from "./user.ts";

/** The App behind a bot's account. */
export function app(world: World, login: string): Readonly<Record<string, unknown>> {
  const slug = login.replace(/\[bot\]$/, "");
  const own = world.settings.app?.slug === slug ? world.settings.app : undefined;
  const id = own?.id ?? (slug === "github-actions" ? 15_368 : accountId(login));
  return {
    id,
    slug,
    ...(own?.clientId === undefined ? {} : { client_id: own.clientId }),
    node_id: nodeId("A", id),
    owner: organization(world),
    name: slug,
    description: null,
    external_url: `${world.url}/apps/${slug}`,
    html_url: `${world.url}/apps/${slug}`,
    created_at: time(world.state.createdAt),
    updated_at: time(world.state.createdAt),
    permissions: permissionsOf(own?.permissions),
    events: [],
    installations_count: 1,
  };
}

/** The App's one installation. */
export function installation(world: World): Readonly<Record<string, unknown>> | undefined {
  const own = world.settings.app;
  if (own === undefined) return undefined;
  return {
    id: own.installationId,
    ...(own.clientId === undefined ? {} : { client_id: own.clientId }),
    account: organization(world),
    repository_selection: "selected",
    access_tokens_url: `${world.url}/app/installations/${own.installationId}/access_tokens`,
    repositories_url: `${world.url}/installation/repositories`,
    html_url: `${world.url}/organizations/${world.settings.owner}/settings/installations/${own.installationId}`,
    app_id: own.id,
    app_slug: own.slug,
    target_id: accountId(world.settings.owner),
    target_type: "Organization",
    permissions: permissionsOf(own.permissions),
    events: [],
    created_at: time(world.state.createdAt),
    updated_at: time(world.state.createdAt),
    single_file_name: null,
    has_multiple_single_files: false,
    single_file_paths: [],
    suspended_by: null,
    suspended_at: null,
  };
}
