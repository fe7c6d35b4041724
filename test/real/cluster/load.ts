import { networkInterfaces } from "node:os";
import { z } from "zod";
import { freePort } from "../../evidence/prometheus/free-port.ts";
import { ownFolder, start } from "../harness/start.ts";
import { record, type Client, type Manifest } from "./client.ts";
import type { Answers } from "./misrouted.ts";

/** The two sides of every rollout, which answer with their name, and callers that ask for them through a proxy. */
export interface Load {
  /** Makes a Service in the cluster whose endpoint is one of the sides. */
  readonly serve: (
    client: Client,
    side: Side,
    service: { readonly name: string; readonly namespace: string; readonly port: number },
  ) => Promise<void>;
  /** Sends requests and tells who answered. */
  readonly send: (job: Job) => Promise<Answers>;
  /** Ends a job without a count. */
  readonly halt: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

export type Side = "baseline" | "candidate";

/** Requests of one kind. */
export interface Job {
  /** Of the proxy's TLS entry point on loopback. */
  readonly port: number;
  readonly host: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** How many; 0 goes on until it is halted. */
  readonly count: number;
  readonly atOnce: number;
}

const Ports = z.object({ baseline: z.number(), candidate: z.number() });

/** Starts both sides and the callers, in a process of their own. */
export async function startLoad(): Promise<Load> {
  const control = await freePort();
  const address = ownAddress();
  const ask = async (path: string, body: object): Promise<Manifest> => {
    const response = await fetch(`http://127.0.0.1:${control}/${path}`, { method: "POST", body: JSON.stringify(body) });
    const text = await response.text();
    if (!response.ok) throw new Error(`load: ${response.status} ${text}`);
    const answer: unknown = text === "" ? {} : JSON.parse(text);
    return record(answer);
  };
  const { stop } = await start({
    command: "load",
    folder: ownFolder("load"),
    args: [address, String(control), "baseline", "candidate"],
    ready: async () => (await fetch(`http://127.0.0.1:${control}/ports`)).ok,
  });
  const ports = Ports.parse(await (await fetch(`http://127.0.0.1:${control}/ports`)).json());
  return {
    stop,
    halt: async () => {
      await ask("stop", {});
    },
    send: async (job) => {
      const { baseline: first = 0, candidate: second = 0, ...faults } = await ask("send", job);
      return {
        baseline: Number(first),
        candidate: Number(second),
        faults: Object.fromEntries(Object.entries(faults).map(([fault, times]) => [fault, Number(times)])),
      };
    },
    serve: async (client, side, { name, namespace, port }) => {
      for (const object of serviceObjects({ name, namespace, port, address, target: ports[side] })) {
        const { status, body } = await client.apply(object);
        if (status >= 300) throw new Error(`service ${name} was refused: ${String(body["message"])}`);
      }
    },
  };
}

interface Endpoint {
  readonly name: string;
  readonly namespace: string;
  readonly port: number;
  readonly address: string;
  readonly target: number;
}

/** A Service with its EndpointSlice, which nobody makes here: there are no pods. */
function serviceObjects({ name, namespace, port, address, target }: Endpoint) {
  return [
    {
      apiVersion: "v1",
      kind: "Service",
      metadata: { name, namespace },
      spec: { ports: [{ port, protocol: "TCP", targetPort: target }] },
    },
    {
      apiVersion: "discovery.k8s.io/v1",
      kind: "EndpointSlice",
      metadata: { name: `${name}-1`, namespace, labels: { "kubernetes.io/service-name": name } },
      addressType: "IPv4",
      endpoints: [{ addresses: [address], conditions: { ready: true } }],
      ports: [{ name: "", port: target, protocol: "TCP" }],
    },
  ];
}

/** An address of this machine that isn't on loopback: an API server refuses endpoints that are. */
function ownAddress(): string {
  const addresses = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  const found = addresses.find(({ family, internal }) => family === "IPv4" && !internal);
  if (found === undefined) throw new Error("this machine has no address beside loopback, and endpoints on loopback are refused");
  return found.address;
}
