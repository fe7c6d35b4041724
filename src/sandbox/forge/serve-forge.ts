import { once } from "node:events";
import { type IncomingMessage, type ServerResponse, createServer } from "node:http";
import { resolve } from "node:path";
import { UserError } from "../../base/user-error.ts";
import { createRateLimit } from "./actors/rate-limit.ts";
import { type Asked, answer, standardHeaders } from "./answer.ts";
import { type Faults, createFaults } from "./faults.ts";
import type { ForgeOptions } from "./forge-options.ts";
import { openHistory } from "./git/history.ts";
import { openRepository } from "./git/repository.ts";
import { keepState, recallState, statePath } from "./keep-state.ts";
import { matchRoute } from "./match-route.ts";
import { playAfter, playBefore, sendWire } from "./play-fault.ts";
import { routes } from "./routes/index.ts";
import { addLabel } from "./routes/labels.ts";
import { pullPage } from "./pull-page.ts";
import { advanceQueue } from "./pulls/merge-queue.ts";
import { labelNamed } from "./shapes/label.ts";
import { settle } from "./pulls/settle.ts";
import { createSerialQueue } from "./serial-queue.ts";
import { gitPath, serveGit } from "./serve-git.ts";
import { settingsOf } from "./settings-of.ts";
import { type State, emptyState } from "./state.ts";
import type { World } from "./world.ts";

/** A request that reached the forge. */
export interface SeenRequest {
  /** Its number as {@link Faults} counts it; 0 for Git's protocol and for what ran before another call. */
  readonly number: number;
  readonly method: string;
  /** Without query and without `/api/v3`. */
  readonly path: string;
  /** What the forge answered, whatever reached the client; 0 where a fault came before any answer. */
  readonly status: number;
  /** Whether it is of a kind that changes something. */
  readonly writes: boolean;
  /** Who called; empty for nobody. */
  readonly login: string;
}

/** A forge that runs. */
export interface Forge {
  /** Root of the REST API: `http://127.0.0.1:43210`. The same is served below `/api/v3`, GraphQL at `/graphql` and `/api/graphql`. */
  readonly url: string;
  /** What Git clones and pushes to, without credentials. */
  readonly gitUrl: string;
  /** As {@link Forge.gitUrl}, with a token as password. */
  readonly gitUrlWith: (token: string) => string;
  /** The bare repository. */
  readonly folder: string;
  /** Everything that Git does not hold, to look at. */
  readonly state: State;
  /** Requests in the order in which they were served. */
  readonly requests: readonly SeenRequest[];
  readonly faults: Faults;
  /** Merges the first pull request of the merge queue, as GitHub does by itself. Undefined when the queue is empty. */
  advanceQueue(): Promise<{ readonly number: number; readonly merged: boolean } | undefined>;
  close(): Promise<void>;
}

/**
 * Serves a bare Git repository on loopback as GitHub would: REST, the few
 * mutations of GraphQL that pull requests need, and Git's own protocol. One
 * request is served at a time.
 */
export async function serveForge(options: ForgeOptions): Promise<Forge> {
  const folder = resolve(options.folder);
  const repository = await openRepository(folder);
  const clock = options.clock ?? Date.now;
  const settings = settingsOf(options);
  const state = emptyState(clock());
  const kept = options.keep === true ? statePath(folder) : undefined;
  if (kept !== undefined) await recallState(kept, state);
  const faults = createFaults();
  const rateLimit = createRateLimit(settings.rateLimit);
  const match = matchRoute(routes);
  const queue = createSerialQueue();
  const requests: SeenRequest[] = [];
  const failures: unknown[] = [];

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      failures.push(error);
      response.socket?.destroy();
    });
  });
  // A client that was busy for longer than a server waits would write on a connection that is being closed.
  server.keepAliveTimeout = 0;
  server.listen(options.port ?? 0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string")
    throw new UserError("Cannot serve the forge: no port was given", { hint: "try again" });
  const url = `http://127.0.0.1:${address.port}`;
  const world: World = {
    settings,
    state,
    repository,
    history: openHistory(repository),
    url,
    now: clock,
    nextId: () => (state.lastId += 1),
    calls: () => state.calls,
    rate: (login) => rateLimit.count(login, clock()),
  };
  const answering = { world, rateLimit, match };
  for (const name of options.labels ?? []) if (labelNamed(world, name) === undefined) addLabel(world, name);
  for (const title of options.milestones ?? [])
    if (!state.milestones.some((one) => one.title === title))
      state.milestones.push({ id: world.nextId(), number: state.milestones.length + 1, title, createdAt: world.now() });

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.sendDate = false;
    const body = await wholeBody(request);
    // A client that went away in the middle of its own request has asked nothing.
    if (body === undefined) return;
    const target = new URL(request.url ?? "/", url);
    const page = request.method === "GET" ? pullPage(world, target.pathname) : undefined;
    if (page !== undefined) {
      response.writeHead(200, { "content-type": "text/plain; charset=utf-8", "x-content-type-options": "nosniff" });
      response.end(page);
      return;
    }
    const git = gitPath(world, target.pathname);
    if (git !== undefined) {
      await queue(async () => {
        const { status, login } = await serveGit(world, git, request, body, response);
        const writes = git === "/git-receive-pack";
        requests.push({ number: 0, method: request.method ?? "GET", path: target.pathname, status, writes, login });
        if (!writes) return;
        state.pushedAt = clock();
        await settle(world);
        if (kept !== undefined) await keepState(kept, state);
      });
      return;
    }
    const asked: Asked = {
      method: request.method ?? "GET",
      path: target.pathname.replace(/^\/api(?:\/v3(?=\/)|(?=\/graphql$))/, "").replace(/(?<=.)\/$/, ""),
      query: target.searchParams,
      headers: request.headers,
      text: body.toString("utf8"),
    };
    const number = await queue(async () => {
      const mine = faults.next();
      const act = faults.actBefore(mine);
      if (act === undefined) await serve(mine, asked, response);
      return act === undefined ? undefined : { mine, act };
    });
    if (number === undefined) return;
    // What happens before a call may call the forge itself, so the queue must not be held.
    await faults.during(number.act);
    await queue(() => serve(number.mine, asked, response));
  }

  async function serve(number: number, asked: Asked, response: ServerResponse): Promise<void> {
    const { method, path } = asked;
    const writes = method !== "GET" && method !== "HEAD" && !(path === "/graphql" && !/\bmutation\b/.test(asked.text));
    state.calls += 1;
    const requestId = `SANDBOX:${state.calls}`;
    const fault = faults.take({ number, method, path });
    if (fault !== undefined && playBefore(response, fault, standardHeaders(answering, undefined, requestId))) {
      requests.push({ number, method, path, status: 0, writes, login: "" });
      return;
    }
    const { wire, requestBody, responseBody, login } = await answer(answering, asked, requestId);
    requests.push({ number, method, path, status: wire.status, writes, login });
    if (kept !== undefined && writes) await keepState(kept, state);
    try {
      const query = Object.fromEntries(asked.query);
      options.observe?.({ method, path, query, requestBody, status: wire.status, responseBody });
    } catch (error) {
      failures.push(error);
      const message = error instanceof Error ? error.message : "the exchange was refused";
      return sendWire(response, { status: 599, headers: wire.headers, text: JSON.stringify({ message }) });
    }
    if (fault === undefined) sendWire(response, wire);
    else playAfter(response, fault, wire);
  }

  return {
    url,
    gitUrl: `${url}/${settings.owner}/${settings.name}.git`,
    gitUrlWith: (token) => `${url.replace("//", `//x-access-token:${token}@`)}/${settings.owner}/${settings.name}.git`,
    folder,
    state,
    requests,
    faults,
    advanceQueue: () =>
      queue(async () => {
        await settle(world);
        return advanceQueue(world);
      }),
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
      // What is being served has its effect all the same.
      await queue(() => Promise.resolve());
      repository.objects.close();
      if (failures.length > 0) throw failures[0];
    },
  };
}

/** What was sent, or undefined when the connection ended before it was whole. */
async function wholeBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const pieces: Buffer[] = [];
  try {
    for await (const piece of request) pieces.push(Buffer.from(piece));
  } catch {
    return undefined;
  }
  return Buffer.concat(pieces);
}
