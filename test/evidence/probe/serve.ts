import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { World } from "../../../src/evidence/probe/world.ts";

/** A server on loopback, closed by `close`, and a `fetch` that sends every request to it, wherever it is addressed to. */
export interface Played {
  readonly origin: string;
  readonly port: number;
  readonly fetch: World["fetch"];
  readonly close: () => Promise<void>;
}

/** Header by which a server is told where a request was addressed to. */
export const addressed = "x-addressed-to";

/** Answers a request, whose whole body was read. */
export type Play = (request: IncomingMessage, response: ServerResponse, body: string) => unknown;

/** Starts a server on a free port of loopback. */
export async function serve(play: Play): Promise<Played> {
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => play(request, response, body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("expected a port");
  const origin = `http://127.0.0.1:${address.port}`;
  return {
    origin,
    port: address.port,
    fetch: (input, init) => {
      const url = new URL(input instanceof Request ? input.url : input);
      const headers = new Headers(init?.headers);
      headers.set(addressed, url.origin);
      return fetch(`${origin}${url.pathname}${url.search}`, { ...init, headers });
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request) text += String(chunk);
  return text;
}

/** Answers with JSON. */
export function json(response: ServerResponse, status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): void {
  response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(value));
}

/** A world with these variables, whose requests go to a server. */
export function worldOf({ fetch }: Pick<Played, "fetch">, env: Readonly<Record<string, string>> = {}, root = "/nowhere"): World {
  return { root, env: (name) => env[name], fetch, now: Date.now };
}
