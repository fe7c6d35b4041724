import { spawn } from "node:child_process";
import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { authenticate } from "./actors/authenticate.ts";
import { gitEnvironment } from "./git/run-git.ts";
import type { Actor, World } from "./world.ts";

/** The path below a repository that Git's own protocol asks for, or undefined. */
export function gitPath({ settings }: World, path: string): string | undefined {
  const root = `/${settings.owner}/${settings.name}`;
  const rest = [`${root}.git`, root].find((one) => path.startsWith(`${one}/`));
  const below = rest === undefined ? undefined : path.slice(rest.length);
  return below !== undefined && /^\/(?:info\/refs|git-upload-pack|git-receive-pack)$/.test(below) ? below : undefined;
}

/** Serves clone, fetch and push by `git http-backend`. @see https://git-scm.com/docs/git-http-backend */
export async function serveGit(
  world: World,
  below: string,
  request: IncomingMessage,
  body: Buffer,
  response: ServerResponse,
): Promise<{ readonly status: number; readonly login: string }> {
  const url = new URL(request.url ?? "/", world.url);
  const pushes = below === "/git-receive-pack" || url.searchParams.get("service") === "git-receive-pack";
  const actor = actorOf(world, request.headers.authorization);
  const refused = actor === undefined || (actor.kind === "anonymous" && (pushes || world.settings.private));
  if (refused) {
    response.writeHead(401, { "www-authenticate": 'Basic realm="GitHub"', "content-type": "text/plain" });
    response.end("Authentication required\n");
    return { status: 401, login: "" };
  }
  if (!mayUse(world, actor, pushes)) {
    const seen = actor.role !== "none" || !world.settings.private;
    response.writeHead(seen ? 403 : 404, { "content-type": "text/plain" });
    response.end(
      seen ? `Permission to ${world.settings.owner}/${world.settings.name}.git denied to ${actor.login}.\n` : "Repository not found.\n",
    );
    return { status: seen ? 403 : 404, login: actor.login };
  }
  const { headers } = request;
  const header = (name: string): string => String(headers[name] ?? "");
  const child = spawn("git", ["http-backend"], {
    stdio: "pipe",
    env: gitEnvironment({
      GIT_PROJECT_ROOT: world.repository.folder,
      GIT_HTTP_EXPORT_ALL: "1",
      GIT_PROTOCOL: header("git-protocol"),
      REQUEST_METHOD: request.method ?? "GET",
      PATH_INFO: below,
      QUERY_STRING: url.search.slice(1),
      CONTENT_TYPE: header("content-type"),
      CONTENT_LENGTH: String(body.length),
      HTTP_CONTENT_ENCODING: header("content-encoding"),
      REMOTE_USER: actor.login,
      REMOTE_ADDR: "127.0.0.1",
      ...settingsFor(world, actor),
    }),
  });
  const out: Buffer[] = [];
  child.stdout.on("data", (piece: Buffer) => out.push(piece));
  child.stderr.resume();
  child.stdin.on("error", () => undefined);
  child.stdin.end(body);
  await once(child, "close");
  return { status: pass(Buffer.concat(out), response), login: actor.login };
}

function actorOf(world: World, header: string | undefined): Actor | undefined {
  try {
    return authenticate(world, header);
  } catch {
    return undefined;
  }
}

function mayUse({ settings }: World, { kind, role, scopes, permissions }: Actor, pushes: boolean): boolean {
  if (kind === "app") return false;
  if (!pushes && !settings.private) return true;
  if (kind === "anonymous") return false;
  const may = pushes ? role === "admin" || role === "write" : role !== "none";
  if (kind === "classic") return may && (scopes.includes("repo") || (!settings.private && scopes.includes("public_repo")));
  return may && (permissions.contents === "write" || (!pushes && permissions.contents === "read"));
}

/** Settings of a repository that is pushed to like one of GitHub's: `refs/pull/` is closed to all, and so are branches that take changes by pull request only. */
function settingsFor({ settings }: World, { role }: Actor): Record<string, string> {
  const closed = Object.entries(settings.protection)
    .filter(([, rules]) => rules.pullsOnly !== false && !(role === "admin" && rules.enforceAdmins === false))
    .map(([branch]) => ["receive.hideRefs", `refs/heads/${branch}`] as const);
  const all = [
    ["http.receivepack", "true"],
    ["receive.denyNonFastForwards", "false"],
    ["receive.fsckObjects", "true"],
    ["receive.unpackLimit", "10000"],
    ["receive.autogc", "false"],
    ["receive.hideRefs", "refs/pull"],
    ["uploadpack.allowAnySHA1InWant", "true"],
    ["uploadpack.allowFilter", "true"],
    ...closed,
  ] as const;
  const words = all.flatMap(([key, value], index) => [
    [`GIT_CONFIG_KEY_${index}`, key],
    [`GIT_CONFIG_VALUE_${index}`, value],
  ]);
  return { GIT_CONFIG_COUNT: String(all.length), ...Object.fromEntries(words) };
}

/** Hands on what a CGI program answered. */
function pass(answer: Buffer, response: ServerResponse): number {
  const end = answer.indexOf("\r\n\r\n");
  const lines = answer.toString("latin1", 0, Math.max(0, end)).split("\r\n");
  const headers = Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf(":")).toLowerCase(), line.slice(line.indexOf(":") + 1).trim()]),
  );
  const status = end < 0 ? 500 : Number(headers["status"]?.slice(0, 3) ?? 200);
  delete headers["status"];
  response.writeHead(status, headers);
  response.end(answer.subarray(end + 4));
  return status;
}
