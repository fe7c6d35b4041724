import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Provider } from "../../src/compile/traffic/provider.ts";
import type { Routing } from "../../src/compile/traffic/routing.ts";
import { startApiServer, type ApiServer } from "./cluster/api-server.ts";
import { record, records, type Manifest } from "./cluster/client.ts";
import { installDefinitions } from "./cluster/install-definitions.ts";
import { keep, moveStage } from "./cluster/keep.ts";
import { startLoad, type Load } from "./cluster/load.ts";
import { misrouted, type Kind } from "./cluster/misrouted.ts";
import { certificateFor, settled, startProxy, type Proxy } from "./cluster/proxy.ts";
import { mirroringLadder, routedLadders, type RoutedStage } from "./cluster/routed-ladders.ts";
import { part } from "./harness/part.ts";
import { project } from "./ladder-trees.ts";

const { system, cases, breakable } = part();
/** Requests for each output of a stage: 20,000 for a stage that has two. */
const perOutput = 10_000;
/** Requests of each kind that is decided before the weight. */
const perClass = 40;

const ladders = breakable(routedLadders(project), "every canary gets five parts more than its stage says", (sound) =>
  sound.map((ladder) => ({ ...ladder, stages: ladder.stages.map(overweight) })),
);

let server: ApiServer;
let load: Load;
let proxies: Readonly<Record<Provider, Proxy>>;

beforeAll(async () => {
  server = await startApiServer();
  load = await startLoad();
  await installDefinitions(server, "anything");
  proxies = { "ingress-nginx": await startProxy(server, "ingress-nginx"), "http-route": await startProxy(server, "http-route") };
  system("Traefik", proxies["http-route"].version);
  system("kube-apiserver", server.version);
  await prepare();
});
afterAll(async () => {
  await proxies["ingress-nginx"].stop();
  await proxies["http-route"].stop();
  await load.stop();
  await server.stop();
});

/** What is in a cluster before any route: classes, a Gateway, namespaces, Services and certificates. */
async function prepare(): Promise<void> {
  const namespaces = new Set(["gateway-system", ...[...ladders, ...mirroringLadder].map(({ namespace }) => namespace)]);
  for (const name of namespaces) await keep(server, { apiVersion: "v1", kind: "Namespace", metadata: { name } });
  await keep(server, {
    apiVersion: "networking.k8s.io/v1",
    kind: "IngressClass",
    metadata: { name: "nginx" },
    spec: { controller: "k8s.io/ingress-nginx" },
  });
  await keep(server, {
    apiVersion: "gateway.networking.k8s.io/v1",
    kind: "GatewayClass",
    metadata: { name: "proxy" },
    spec: { controllerName: "traefik.io/gateway-controller" },
  });
  const certificate = (name: string, namespace: string, host: string): Manifest => ({
    apiVersion: "v1",
    kind: "Secret",
    type: "kubernetes.io/tls",
    metadata: { name, namespace },
    data: certificateFor(host),
  });
  await keep(server, certificate("public", "gateway-system", "public.example.com"));
  await keep(server, {
    apiVersion: "gateway.networking.k8s.io/v1",
    kind: "Gateway",
    metadata: { name: "public", namespace: "gateway-system" },
    spec: {
      gatewayClassName: "proxy",
      listeners: [
        {
          name: "https",
          protocol: "HTTPS",
          port: proxies["http-route"].port,
          tls: { certificateRefs: [{ name: "public" }] },
          allowedRoutes: { namespaces: { from: "All" } },
        },
      ],
    },
  });
  for (const { namespace, stages } of [...ladders, ...mirroringLadder]) {
    const [first] = stages;
    if (first === undefined) continue;
    const { backends: sides, tlsSecret, host } = first.routing;
    for (const side of ["baseline", "candidate"] as const) {
      await load.serve(server, side, { name: sides[side].service, namespace, port: sides[side].port });
    }
    if (tlsSecret !== undefined) await keep(server, certificate(tlsSecret, namespace, host));
  }
}

describe.each(ladders.map((ladder) => [ladder.name, ladder.provider, ladder] as const))("%s by %s", (_name, provider, ladder) => {
  let at: RoutedStage | undefined;
  afterAll(async () => moveStage(server, at, undefined));

  test.each(ladder.stages.map((stage) => [stage.stage, stage] as const))("%s sends requests where it says", async (_, stage) => {
    const proxy = proxies[provider];
    const before = await proxy.configuration();
    await moveStage(server, at, stage);
    at = stage;
    await settled(proxy, before);
    const { port } = proxy;
    const ask = (kind: Kind) => load.send({ ...kind, port, host: stage.routing.host, atOnce: 24 });
    const { asked, complaints } = await misrouted(stage.routing, { ask, provider, perWeight: perOutput, perClass });
    cases(asked, complaints.length);
    expect(complaints).toEqual([]);
  });

  test("going through all stages loses no request", async () => {
    const [target] = ladder.stages;
    if (target === undefined) return;
    const { port } = proxies[provider];
    const job = { port, host: target.routing.host, path: pathOf(target.routing), count: 0, atOnce: 8 };
    const answers = load.send(job);
    for (const stage of [...ladder.stages.toReversed(), ...ladder.stages]) {
      await moveStage(server, at, stage);
      at = stage;
      await sleep(400);
    }
    await load.halt();
    const { baseline, candidate, faults } = await answers;
    const lost = Object.values(faults).reduce((sum, count) => sum + count, 0);
    cases(baseline + candidate + lost, lost);
    expect(faults).toEqual({});
    expect(baseline + candidate).toBeGreaterThan(500);
  });
});

describe("A route that copies requests", () => {
  const [before, shadow] = mirroringLadder[0]?.stages ?? [];

  test("is taken by the API server, and refused by Traefik: the filter is optional for gateways, and this one has it not", async () => {
    if (before === undefined || shadow === undefined) throw new Error("the ladder has no stages");
    const { port, configuration } = proxies["http-route"];
    const ask = async () => {
      const { baseline, candidate, faults } = await load.send({ port, host: shadow.routing.host, path: "/", count: 200, atOnce: 4 });
      return { baseline, candidate, faults: Object.entries(faults).map(([fault, times]) => `${times} times ${fault.slice(0, 3)}`) };
    };
    for (const [stage, answers] of [
      [before, { baseline: 200, candidate: 0, faults: [] }],
      [shadow, { baseline: 0, candidate: 0, faults: ["200 times 500"] }],
    ] as const) {
      const last = await configuration();
      await moveStage(server, before, stage);
      await settled(proxies["http-route"], last);
      expect(await ask()).toEqual(answers);
    }
    expect(proxies["http-route"].log()).toContain("unsupported filter RequestMirror");
    await moveStage(server, shadow, undefined);
  });
});

function pathOf({ paths }: Routing): string {
  return paths[0]?.path ?? "/";
}

/** A stage with a heavier canary in its objects, though not in what is predicted. */
function overweight(stage: RoutedStage): RoutedStage {
  const key = "nginx.ingress.kubernetes.io/canary-weight";
  return {
    ...stage,
    objects: stage.objects.map((object) => {
      const metadata = record(object["metadata"]);
      const annotations = record(metadata["annotations"]);
      if (annotations[key] !== undefined)
        return { ...object, metadata: { ...metadata, annotations: { ...annotations, [key]: String(Number(annotations[key]) + 5) } } };
      const spec = record(object["spec"]);
      const heavier = (refs: readonly Manifest[]): readonly Manifest[] =>
        refs.map((ref, index) => (index === 1 ? { ...ref, weight: Number(ref["weight"]) + 5 } : ref));
      const rules = records(spec["rules"]).map((rule) =>
        rule["backendRefs"] === undefined ? rule : { ...rule, backendRefs: heavier(records(rule["backendRefs"])) },
      );
      return { ...object, spec: { ...spec, rules } };
    }),
  };
}
