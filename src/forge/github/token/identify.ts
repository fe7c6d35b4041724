import { z } from "zod";
import type { Identity } from "../../forge.ts";
import type { Connection } from "../connection/connection.ts";
import { graph } from "../connection/graph.ts";
import type { TokenSource } from "./token-source.ts";

const Account = z.object({ login: z.string().min(1) });
const App = z.object({ slug: z.string().min(1) });
const Viewer = z.object({ viewer: Account });

/** Login of what workflows do with the token they are given. */
const actionsLogin = "github-actions[bot]";

/** Finds out which App we are. */
export async function identifyApp(asApp: Connection): Promise<Identity> {
  const { slug } = await asApp.ask({
    to: "find out which App we are",
    effect: "none",
    needs: "metadata: read",
    request: ({ rest }) => rest.apps.getAuthenticated(),
    shape: App,
  });
  return { login: `${slug}[bot]`, token: "app" };
}

/**
 * Finds out whose token it is, by its kind, which its first letters tell.
 * @see https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/
 */
export async function identifyToken(
  { token, actions }: Extract<TokenSource, { kind: "token" }>,
  connection: Connection,
): Promise<Identity> {
  if (actions) return { login: actionsLogin, token: "actions" };
  if (token.startsWith("ghs_")) {
    // An installation's token has no user to ask for.
    const { viewer } = await graph(connection, {
      to: "find out who we are",
      effect: "none",
      needs: "metadata: read",
      query: "query { viewer { login } }",
      variables: {},
      shape: Viewer,
    });
    const login = viewer.login.endsWith("[bot]") ? viewer.login : `${viewer.login}[bot]`;
    return { login, token: login === actionsLogin ? "actions" : "app" };
  }
  const { login } = await connection.ask({
    to: "find out who we are",
    effect: "none",
    needs: "metadata: read",
    request: ({ rest }) => rest.users.getAuthenticated(),
    shape: Account,
  });
  return { login, token: token.startsWith("github_pat_") ? "fine-grained" : token.startsWith("ghp_") ? "classic" : "other" };
}
