import type { Permission } from "../required-permissions.ts";
import type { TransportAnswer } from "./transport.ts";

/**
 * What to do about a token that is refused, by what the forge says it would
 * accept.
 * @see https://docs.github.com/rest/using-the-rest-api/troubleshooting-the-rest-api#resource-not-accessible
 */
export function permissionHint({ status, header }: TransportAnswer, needs: Permission): string {
  if (status === 401) return "the token has expired or was revoked: make a new one";
  if (header("x-github-sso") !== undefined) return "authorize the token for the organization's single sign-on";
  const accepted = plain(header("x-accepted-github-permissions"));
  const wanted = accepted === undefined ? `"${needs}"` : `"${accepted.replaceAll("=", ": ")}"`;
  const scopes = header("x-oauth-scopes");
  if (scopes !== undefined) {
    const lacking = plain(header("x-accepted-oauth-scopes")) ?? "repo";
    return `the token has the scopes "${plain(scopes) ?? ""}"; this needs "${lacking}" and access to the repository`;
  }
  return `give the token the permission ${wanted} of this repository${status === 404 ? ", or correct the repository's name" : ""}`;
}

/** A list of names, or nothing where it is anything else. */
function plain(text: string | undefined): string | undefined {
  return text !== undefined && /^[\w=:;, ]{1,200}$/.test(text) ? text : undefined;
}
