import { z } from "zod";
import { UserError } from "../../../base/user-error.ts";
import type { Connection } from "../connection/connection.ts";
import type { Line } from "../connection/line.ts";
import type { Credentials } from "./credentials.ts";
import type { TokenSource } from "./token-source.ts";

type AppSource = Extract<TokenSource, { readonly kind: "app" }>;

/** Seconds before its end at which a token is no longer used. */
const margin = 120;

const Installation = z.object({ id: z.number() });
const InstallationToken = z.object({ token: z.string().min(1), expires_at: z.string() });

/**
 * An App as itself, by a JWT of ten minutes. It is dated by the server's time:
 * by ours only in the first request, and anew where that was refused.
 * @see https://docs.github.com/apps/creating-github-apps/authenticating-with-a-github-app/generating-a-json-web-token-jwt-for-a-github-app
 */
export function appCredentials({ id, privateKey }: AppSource, line: Line): Credentials {
  const told: string[] = [];
  let current: { readonly token: string; readonly until: number } | undefined;
  let byServer = false;
  return {
    async authorization() {
      if (current === undefined || current.until < line.now()) {
        byServer = line.serverTime() !== undefined;
        current = { token: await sign(id, privateKey, line.now()), until: line.now() + 300 };
        told.push(current.token);
      }
      return `Bearer ${current.token}`;
    },
    renew() {
      const newer = !byServer && line.serverTime() !== undefined;
      current = undefined;
      return newer;
    },
    secrets: () => [...told, ...secretLines(privateKey)],
  };
}

/** An App at the repository, by tokens of an hour. They are for this one repository. */
export function installationCredentials(source: AppSource, line: Line, asApp: Connection): Credentials {
  const told: string[] = [];
  let installation = source.installation;
  let current: Promise<z.output<typeof InstallationToken>> | undefined;

  async function token(): Promise<z.output<typeof InstallationToken>> {
    installation ??= await findInstallation(asApp);
    const number = installation;
    const made = await asApp.ask({
      to: "get a token of the App's installation",
      // A token that nobody gets to see harms nobody, and ends by itself.
      effect: "none",
      needs: "metadata: read",
      request: ({ rest }) => rest.apps.createInstallationAccessToken({ installation_id: number, repositories: [asApp.repo] }),
      shape: InstallationToken,
    });
    told.push(made.token);
    return made;
  }

  return {
    async authorization() {
      const before = current;
      const known = await before?.catch(() => undefined);
      const ending = known === undefined || Date.parse(known.expires_at) / 1000 - margin < line.now();
      // Somebody who waited beside us may have asked for a new one already.
      if (ending && current === before) current = token();
      return `Bearer ${(await (current ??= token())).token}`;
    },
    renew() {
      const had = current !== undefined;
      current = undefined;
      return had;
    },
    secrets: () => [...told, ...asApp.secrets()],
  };
}

async function findInstallation(asApp: Connection): Promise<number> {
  const { owner, repo } = asApp;
  const outcome = await asApp.attempt({
    to: "find the App's installation",
    effect: "none",
    needs: "metadata: read",
    request: ({ rest }) => rest.apps.getRepoInstallation({ owner, repo }),
    shape: Installation,
  });
  if (outcome.kind === "answer") return outcome.value.id;
  if (outcome.refusal.status !== 404) throw outcome.refusal.fault;
  throw new UserError(`Cannot act as the GitHub App: it is not installed at ${owner}/${repo}`, {
    hint: "install it from the App's settings, or correct RAMPART_APP_ID",
  });
}

async function sign(id: string, privateKey: string, now: number): Promise<string> {
  const { default: githubAppJwt } = await import("universal-github-app-jwt");
  try {
    return (await githubAppJwt({ id, privateKey, now: Math.floor(now) })).token;
  } catch {
    // The error may show part of the key.
    throw new UserError("Cannot act as the GitHub App: RAMPART_APP_PRIVATE_KEY is not a private key that can sign (RSA, PEM)", {
      hint: "download a new one at the App's settings, under Private keys",
    });
  }
}

/** A key is told line by line, if at all. */
function secretLines(privateKey: string): readonly string[] {
  return privateKey.split(/[\r\n]+/).filter((text) => text.length >= 16 && !text.startsWith("-----"));
}
