import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { networkInterfaces } from "node:os";
import { text } from "node:stream/consumers";
import type { Client } from "./client.ts";
import { keep } from "./keep.ts";

/** A side of a rollout. */
export type Side = "baseline" | "candidate";

/** The two sides of a rollout, which keep what they receive and answer as they are told. */
export interface Recorder {
  /** Makes a Service in the cluster whose endpoint is one of the sides; without it, the Service has none. */
  readonly serve: (client: Client, side: Side | undefined, service: ServiceName) => Promise<void>;
  /** What a side has received since it was last asked to forget. */
  readonly received: (side: Side) => readonly Received[];
  readonly forget: () => void;
  /** How a side answers from now on. Answers that were held are given first. */
  readonly behave: (side: Side, way: Way) => void;
  /** How many requests a side has not answered. */
  readonly held: (side: Side) => number;
  readonly stop: () => Promise<void>;
}

/** A Service as a route names it. */
export interface ServiceName {
  readonly name: string;
  readonly namespace: string;
  readonly port: number;
}

/** A request as it arrived. */
export interface Received {
  readonly method: string;
  readonly path: string;
  readonly host: string;
  readonly body: string;
}

/** How a side answers: with its name and the request's path; with 500; not until told otherwise; by breaking off. */
export type Way = "answers" | "fails" | "holds" | "breaks off";

/** Starts both sides, at an address of this machine that isn't on loopback: an API server refuses endpoints that are. */
export async function startRecorder(): Promise<Recorder> {
  const address = ownAddress();
  const sides = { baseline: await startSide("baseline", address), candidate: await startSide("candidate", address) };
  return {
    serve: async (client, side, { name, namespace, port }) => {
      const endpoint = side === undefined ? undefined : { addresses: [address], conditions: { ready: true } };
      await keep(client, {
        apiVersion: "v1",
        kind: "Service",
        metadata: { name, namespace },
        spec: { ports: [{ port, protocol: "TCP", targetPort: 8080 }] },
      });
      await keep(client, {
        apiVersion: "discovery.k8s.io/v1",
        kind: "EndpointSlice",
        metadata: { name: `${name}-1`, namespace, labels: { "kubernetes.io/service-name": name } },
        addressType: "IPv4",
        endpoints: endpoint === undefined ? [] : [endpoint],
        ports: [{ name: "", port: sides[side ?? "baseline"].port, protocol: "TCP" }],
      });
    },
    received: (side) => sides[side].received(),
    forget: () => {
      for (const side of Object.values(sides)) side.forget();
    },
    behave: (side, way) => sides[side].behave(way),
    held: (side) => sides[side].held(),
    stop: async () => {
      await Promise.all(Object.values(sides).map(({ stop }) => stop()));
    },
  };
}

async function startSide(name: Side, address: string) {
  let received: Received[] = [];
  let way: Way = "answers";
  const held = new Map<ServerResponse, string>();
  const answer = (response: ServerResponse, path: string): void => {
    response.end(`${name} ${path}`);
  };
  const take = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method = "", url: path = "", headers } = request;
    const body = await text(request);
    received.push({ method, path, host: headers.host ?? "", body });
    if (way === "answers") answer(response, path);
    else if (way === "fails") response.writeHead(500).end(`${name} failed`);
    else if (way === "holds") held.set(response, path);
    else request.socket.destroy();
  };
  const server = createServer((request, response) => {
    // A caller that is gone has nobody to be told.
    take(request, response).catch(() => response.destroy());
  });
  // A connection that is closed while it is asked again would be a fault of the backend.
  server.keepAliveTimeout = 600_000;
  // Endpoints can't be on loopback, but nobody beside this machine has to reach them.
  server.on("connection", (socket) => {
    if (socket.remoteAddress !== address) socket.destroy();
  });
  const port = await listen(server, address);
  return {
    port,
    received: () => received,
    forget: () => {
      received = [];
    },
    behave: (next: Way) => {
      way = next;
      for (const [response, path] of held) answer(response, path);
      held.clear();
    },
    held: () => held.size,
    stop: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

async function listen(server: Server, address: string): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, address, resolve);
  });
  const at = server.address();
  if (at === null || typeof at === "string") throw new Error("expected a port");
  return at.port;
}

function ownAddress(): string {
  const addresses = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  const found = addresses.find(({ family, internal }) => family === "IPv4" && !internal);
  if (found === undefined) throw new Error("this machine has no address beside loopback, and endpoints on loopback are refused");
  return found.address;
}
