import type { World } from "../world.ts";
import { nodeId } from "./node-id.ts";

/** Somebody with an account, as the API shows them everywhere. */
export function user(world: World, login: string): Readonly<Record<string, unknown>> {
  const url = `${world.url}/users/${login}`;
  const id = accountId(login);
  const bot = login.endsWith("[bot]");
  return {
    login,
    id,
    node_id: nodeId("U", id),
    avatar_url: `${world.url}/avatars/${id}`,
    gravatar_id: "",
    url,
    html_url: `${world.url}/${bot ? `apps/${login.slice(0, -5)}` : login}`,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type: bot ? "Bot" : "User",
    site_admin: false,
  };
}

/** The owner of the repository. */
export function organization(world: World, login = world.settings.owner): Readonly<Record<string, unknown>> {
  return { ...user(world, login), type: "Organization" };
}

/** The number of an account: the same for the same name, always. */
export function accountId(login: string): number {
  if (login === "github-actions[bot]") return 41_898_282;
  let hash = 7;
  for (const letter of login.toLowerCase()) hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) % 99_999_989;
  return 100_000 + hash;
}

/** The address that commits of an account are written with. */
export function accountEmail(login: string): string {
  return `${accountId(login)}+${login}@users.noreply.github.com`;
}

/** Whose address it is, by the accounts that the forge knows. */
export function accountOf(world: World, email: string): string | undefined {
  const [, login] = /^\d+\+(.+)@users\.noreply\.github\.com$/.exec(email) ?? [];
  if (login === undefined) return undefined;
  const { people, tokens, app } = world.settings;
  const known = [...people, ...tokens].some((one) => one.login === login) || (app !== undefined && `${app.slug}[bot]` === login);
  return known ? login : undefined;
}
