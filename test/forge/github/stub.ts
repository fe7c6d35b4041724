import type { ServerResponse } from "node:http";
import { createGitHub, type GitHubOptions } from "../../../src/forge/github/create-github.ts";
import { fetchTransport } from "../../../src/forge/github/connection/fetch-transport.ts";
import type { ToldRequest } from "../../../src/forge/github/connection/line.ts";
import { ForgeFault } from "../../../src/forge/forge-fault.ts";
import type { Forge } from "../../../src/forge/forge.ts";
import { fakeServer, type SeenRequest } from "../../evidence/prometheus/fake-server.ts";

/** What a stub does with a request. */
export type Reply = (response: ServerResponse, request: SeenRequest) => void;

/** A stubbed server, who asks it, and what came of it. */
export interface Stubbed {
  readonly forge: Forge;
  readonly url: string;
  readonly seen: readonly SeenRequest[];
  readonly told: readonly ToldRequest[];
  /** Milliseconds that were waited. */
  readonly slept: readonly number[];
}

/** Server time of every answer that says no other. */
export const stubTime = Date.UTC(2026, 10, 20, 12) / 1000;

/** A token that looks real, so that whoever shows it is found. */
export const canary = "ghp_Canary0123456789abcdefghijklmnopqr";

/** JSON as GitHub sends it. */
export function json(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Reply {
  return (response) =>
    void response
      .writeHead(status, { "content-type": "application/json; charset=utf-8", date: new Date(stubTime * 1000).toUTCString(), ...headers })
      .end(status === 204 ? undefined : JSON.stringify(body));
}

/** GitHub's way to say no. */
export function no(status: number, message: string, headers: Readonly<Record<string, string>> = {}, errors?: readonly unknown[]): Reply {
  return json(status, { message, ...(errors === undefined ? {} : { errors }), documentation_url: "https://docs.github.com" }, headers);
}

/** Replies by `METHOD /path` below the API's address, without its query; one after the other where there are several, the last for ever. */
export type Replies = Readonly<Record<string, Reply | readonly Reply[]>>;

/** A server that a file's tests share, one after the other. */
export interface StubServer {
  readonly url: string;
  /** Replies so from now on; what is seen is collected anew. */
  replying(replies: Replies): readonly SeenRequest[];
  stop(): Promise<void>;
}

/** Starts a server that knows nothing yet. */
export async function openStub(): Promise<StubServer> {
  let current: { readonly replies: Replies; readonly used: Map<string, number>; readonly seen: SeenRequest[] } = {
    replies: {},
    used: new Map(),
    seen: [],
  };
  const server = await fakeServer((request, response) => {
    const { replies, used, seen } = current;
    seen.push(request);
    const key = `${request.method} ${decodeURIComponent(new URL(request.url, "http://stub").pathname)}`;
    const found = replies[key] ?? replies["*"] ?? no(404, "Not Found");
    const list = typeof found === "function" ? [found] : found;
    const turn = used.get(key) ?? 0;
    used.set(key, turn + 1);
    list[Math.min(turn, list.length - 1)]?.(response, request);
  });
  return {
    url: server.url,
    replying(replies) {
      current = { replies, used: new Map(), seen: [] };
      return current.seen;
    },
    stop: () => server.stop(),
  };
}

/** Asks a stub that replies so. */
export function stubbed(server: StubServer, replies: Replies, options: Partial<GitHubOptions> = {}): Stubbed {
  const seen = server.replying(replies);
  const told: ToldRequest[] = [];
  const slept: number[] = [];
  const forge = createGitHub({
    owner: "acme",
    repository: "rollouts",
    baseUrl: server.url,
    token: { kind: "token", token: canary, actions: false },
    transport: fetchTransport,
    clock: () => stubTime,
    sleep: async (milliseconds) => void slept.push(milliseconds),
    onRequest: (one) => void told.push(one),
    timeout: 2000,
    ...options,
  });
  return { forge, url: server.url, seen, told, slept };
}

/** The fault that comes of it. */
export async function faultOf(promise: Promise<unknown>): Promise<ForgeFault> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof ForgeFault) return error;
    throw error;
  }
  throw new Error("expected a fault");
}

export const repositoryBody = {
  full_name: "acme/rollouts",
  default_branch: "main",
  permissions: { push: true },
  allow_auto_merge: true,
  allow_merge_commit: false,
};

/** A pull request as GitHub tells it. */
export function pullBody(number: number, more: object = {}): object {
  return {
    number,
    html_url: `https://github.com/acme/rollouts/pull/${number}`,
    node_id: `PR_${number}`,
    state: "open",
    draft: false,
    title: "Ramp",
    body: "Text",
    user: { login: "rampart[bot]" },
    base: { ref: "main", repo: { full_name: "acme/rollouts" } },
    head: { ref: "rampart/production/shop/half", sha: "a".repeat(40), repo: { full_name: "acme/rollouts" } },
    labels: [{ name: "rampart" }],
    requested_reviewers: [{ login: "ada" }],
    requested_teams: [{ slug: "web" }],
    auto_merge: null,
    created_at: "2026-11-20T10:00:00Z",
    merged_at: null,
    merge_commit_sha: "b".repeat(40),
    mergeable: true,
    mergeable_state: "clean",
    ...more,
  };
}
