import { refusal } from "../refusal.ts";
import type { Token } from "../forge-options.ts";
import type { Actor, World } from "../world.ts";
import { permissionsOf } from "./default-permissions.ts";
import { roleOf } from "./role-of.ts";
import { verifyJwt } from "./verify-jwt.ts";

/** Whose call it is, by its `Authorization` header. A token that nobody has is refused with 401, never taken for a guest's. */
export function authenticate(world: World, header: string | undefined): Actor {
  if (header === undefined || header === "") return { login: "", kind: "anonymous", role: "none", scopes: [], permissions: {} };
  const credential = credentialOf(header);
  if (/^[\w-]+\.[\w-]+\.[\w-]+$/.test(credential)) {
    const app = verifyJwt(world, credential);
    return { login: `${app.slug}[bot]`, kind: "app", role: "none", scopes: [], permissions: {} };
  }
  const token = known(world, credential);
  if (token === undefined || (token.expiresAt !== undefined && token.expiresAt <= world.now())) throw refusal(401, "Bad credentials");
  const { login } = token;
  const kind = credential.startsWith("github_pat_")
    ? "fine-grained"
    : !credential.startsWith("ghs_")
      ? "classic"
      : login === "github-actions[bot]"
        ? "actions"
        : "installation";
  return {
    login,
    kind,
    role: roleOf(world, login),
    scopes: kind === "classic" ? (token.scopes ?? ["repo"]) : [],
    permissions: kind === "classic" ? {} : permissionsOf(token.permissions),
  };
}

function credentialOf(header: string): string {
  const [, scheme = "", value = ""] = /^(\w+) +(.+)$/.exec(header.trim()) ?? [];
  if (scheme.toLowerCase() !== "basic") return value;
  const text = Buffer.from(value, "base64").toString("utf8");
  return text.slice(text.indexOf(":") + 1);
}

function known({ settings, state }: World, credential: string): Token | undefined {
  const given = settings.tokens.find(({ token }) => token === credential);
  if (given !== undefined || settings.app === undefined) return given;
  const issued = state.installationTokens.find(({ token }) => token === credential);
  return issued === undefined ? undefined : { ...issued, login: `${settings.app.slug}[bot]` };
}
