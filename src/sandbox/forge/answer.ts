import { createHash } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { authenticate } from "./actors/authenticate.ts";
import { permit } from "./actors/permit.ts";
import type { RateLimit } from "./actors/rate-limit.ts";
import type { Wire } from "./play-fault.ts";
import { settle } from "./pulls/settle.ts";
import { errorBody, notFound, refusal, replyOf } from "./refusal.ts";
import { repositoryId } from "./shapes/repository.ts";
import type { Matched } from "./match-route.ts";
import type { Actor, Reply, World } from "./world.ts";

/** A request as it came, its path without the prefix of GitHub Enterprise. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** What a request is answered, and what of it is worth telling. */
export interface Answered {
  readonly wire: Wire;
  readonly requestBody: unknown;
  readonly responseBody: unknown;
  readonly login: string;
}

/** What answers requests stand on. */
export interface Answering {
  readonly world: World;
  readonly rateLimit: RateLimit;
  readonly match: (method: string, path: string) => Matched | undefined;
}

const mutable = new Set(["POST", "PATCH", "PUT", "DELETE"]);

/** Answers one request of the API, from the token to the `ETag`. */
export async function answer(answering: Answering, asked: Asked, requestId: string): Promise<Answered> {
  const { world, rateLimit } = answering;
  let actor: Actor | undefined;
  let reply: Reply;
  let requestBody: unknown;
  try {
    if (asked.headers["user-agent"] === undefined)
      throw refusal(403, "Request forbidden by administrative rules. Please make sure your request has a User-Agent header.");
    actor = authenticate(world, asked.headers.authorization);
    if (asked.path !== "/rate_limit" && !rateLimit.take(actor.login, world.now()))
      throw refusal(403, `API rate limit exceeded for ${actor.login === "" ? "127.0.0.1" : actor.login}.`);
    requestBody = bodyOf(asked.text);
    reply = await served(answering, asked, actor, requestBody);
  } catch (error) {
    reply = replyOf(error) ?? {
      status: 500,
      body: errorBody(500, `Server Error: ${error instanceof Error ? error.message : "unknown"}`),
    };
  }
  const login = actor?.login ?? "";
  const text = reply.body === undefined ? "" : JSON.stringify(reply.body);
  const etag = asked.method === "GET" && reply.status === 200 ? `W/"${createHash("sha256").update(text).digest("hex")}"` : undefined;
  const unchanged = etag !== undefined && (asked.headers["if-none-match"] ?? "").split(/,\s*/).includes(etag);
  if (unchanged) rateLimit.giveBack(login);
  const headers = {
    ...standardHeaders(answering, actor, requestId),
    ...(etag === undefined ? {} : { etag, "cache-control": "private, max-age=60, s-maxage=60" }),
    ...reply.headers,
  };
  const wire = unchanged ? { status: 304, headers, text: "" } : { status: reply.status, headers, text };
  return { wire, requestBody, responseBody: unchanged ? undefined : reply.body, login };
}

/** Headers of every answer, errors too. */
export function standardHeaders({ world, rateLimit }: Answering, actor: Actor | undefined, requestId: string): Wire["headers"] {
  const { limit, used, remaining, reset } = rateLimit.count(actor?.login ?? "", world.now());
  return {
    "content-type": "application/json; charset=utf-8",
    date: new Date(world.now()).toUTCString(),
    server: "github.com",
    "x-github-media-type": "github.v3; format=json",
    "x-github-request-id": requestId,
    "x-ratelimit-limit": String(limit),
    "x-ratelimit-remaining": String(remaining),
    "x-ratelimit-used": String(used),
    "x-ratelimit-reset": String(reset),
    "x-ratelimit-resource": "core",
    ...(actor?.kind === "classic" ? { "x-oauth-scopes": actor.scopes.join(", "), "x-accepted-oauth-scopes": "" } : {}),
    ...(world.settings.enterprise === undefined ? {} : { "x-github-enterprise-version": `enterprise-server@${world.settings.enterprise}` }),
  };
}

async function served({ world, match }: Answering, asked: Asked, actor: Actor, body: unknown): Promise<Reply> {
  await settle(world);
  const path = homePath(world, asked.path);
  if (typeof path !== "string") return moved(world, asked, path.rest);
  const matched = match(asked.method, path);
  if (matched === undefined) throw notFound();
  permit(world, matched.route, actor);
  const call = { method: asked.method, path, params: matched.params, query: asked.query, body, actor };
  const reply = await matched.route.handle(world, call);
  if (mutable.has(asked.method)) await settle(world);
  return reply;
}

/** The path under the repository's own name; what follows a name that it had before; 404 for every other repository. */
function homePath({ settings }: World, path: string): string | { readonly rest: string } {
  const full = `${settings.owner}/${settings.name}`;
  const numbered = /^\/repositories\/(\d+)(\/.*)?$/.exec(path);
  if (numbered !== null) {
    if (Number(numbered[1]) !== repositoryId) throw notFound();
    return `/repos/${full}${numbered[2] ?? ""}`;
  }
  const [, named, rest = ""] = /^\/repos\/([^/]+\/[^/]+)(\/.*)?$/.exec(path) ?? [];
  if (named === undefined) return path;
  if (named.toLowerCase() === full.toLowerCase()) return `/repos/${full}${rest}`;
  if (settings.renamedFrom.some((old) => old.toLowerCase() === named.toLowerCase())) return { rest };
  throw notFound();
}

function moved(world: World, { method, query }: Asked, rest: string): Reply {
  const words = query.toString();
  const url = `${world.url}/repositories/${repositoryId}${rest}${words === "" ? "" : `?${words}`}`;
  const body = {
    message: "Moved Permanently",
    url,
    documentation_url: "https://docs.github.com/rest/guides/best-practices-for-using-the-rest-api#follow-redirects",
  };
  return { status: method === "GET" ? 301 : 307, body, headers: { location: url } };
}

function bodyOf(text: string): unknown {
  if (text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw refusal(400, "Problems parsing JSON");
  }
}
