import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { parseAllDocuments } from "yaml";
import { z } from "zod";
import { toYaml } from "../../src/base/yaml.ts";
import { httpRouteRules } from "../../src/compile/traffic/http-route-rules.ts";
import { ingressManifest } from "../../src/compile/traffic/ingress-manifest.ts";
import { ingresses } from "../../src/compile/traffic/ingresses.ts";
import type { Routing } from "../../src/compile/traffic/routing.ts";
import { anyRouting } from "../compile/traffic/routing-arbitrary.ts";
import { part } from "./harness/part.ts";
import { filesBelow, treeRows } from "./ladder-trees.ts";
import { moduleVersion, runTool, scratch } from "./real-tool.ts";

const Match = z.object({
  path: z.object({ type: z.string(), value: z.string() }),
  headers: z.array(z.object({ name: z.string() })).default([]),
});
const Route = z.object({
  kind: z.literal("HTTPRoute"),
  spec: z.object({
    hostnames: z.array(z.string()),
    rules: z.array(
      z.object({
        matches: z.array(Match),
        filters: z.array(z.object({ type: z.string() })).default([]),
        backendRefs: z.array(z.object({ name: z.string(), port: z.number(), weight: z.number().default(1) })),
      }),
    ),
  }),
});
type Route = z.infer<typeof Route>;

const { system, cases, breakable } = part();
beforeAll(() => system("ingress2gateway", moduleVersion("ingress2gateway")));

/** Manifests of the stages that have both an Ingress and an HTTPRoute. */
const rows = breakable(
  treeRows.flatMap(([name, tree]) => {
    const files = filesBelow(tree, "manifests");
    const { "ingress-primary.yaml": primary, "ingress-canary.yaml": canary, "httproute.yaml": route } = files;
    if (primary === undefined || route === undefined) return [];
    return [[name, { ingresses: canary === undefined ? [primary] : [primary, canary], route }] as const];
  }),
  "the Ingress sends the candidate a percent more or less than the HTTPRoute",
  (sound) => sound.map(([name, one]) => [name, { ...one, ingresses: one.ingresses.map(otherWeight) }] as const),
);

function otherWeight(ingress: string): string {
  return ingress.replace(/canary-weight: "(\d+)"/, (_, weight: string) => `canary-weight: "${Number(weight) + (weight === "0" ? 1 : -1)}"`);
}

function routesIn(text: string): readonly Route[] {
  return parseAllDocuments(text).flatMap((document) => {
    const read = Route.safeParse(document.toJS());
    return read.success ? [read.data] : [];
  });
}

/** What ingress2gateway makes of Ingresses. */
async function converted(texts: readonly string[]): Promise<readonly Route[]> {
  const { folder, remove } = await scratch({ "ingresses.yaml": texts.join("\n---\n") });
  try {
    const { status, stdout, stderr } = runTool(
      "ingress2gateway",
      ["print", "--providers=ingress-nginx", "--input-file=ingresses.yaml", "--all-namespaces"],
      folder,
    );
    if (status !== 0) throw new Error(stderr);
    return routesIn(stdout);
  } finally {
    remove();
  }
}

/** The share of each backend, in parts of the whole, by host and path; rules that ask for a header are left out. */
function shares(routes: readonly Route[]): Readonly<Record<string, string>> {
  const found = routes.flatMap(({ spec }) =>
    spec.hostnames.flatMap((host) =>
      spec.rules.flatMap(({ matches, backendRefs }) =>
        matches.flatMap(({ path, headers }) =>
          headers.length > 0 ? [] : [[`${host} ${path.type} ${path.value}`, parts(backendRefs)] as const],
        ),
      ),
    ),
  );
  const table = Object.fromEntries(found);
  if (Object.keys(table).length !== found.length) throw new Error("a host and path stand in two rules");
  return table;
}

function parts(backends: readonly { readonly name: string; readonly port: number; readonly weight: number }[]): string {
  const total = backends.reduce((sum, { weight }) => sum + weight, 0);
  return backends
    .flatMap(({ name, port, weight }) => (weight === 0 ? [] : [`${name}:${port} ${weight / total}`]))
    .toSorted()
    .join(", ");
}

/** What an HTTPRoute says that ingress2gateway cannot find in the Ingresses it reads: see docs/real-parts.md. */
function beyond(routes: readonly Route[]): readonly string[] {
  const said = routes.flatMap(({ spec }) =>
    spec.rules.flatMap(({ matches, filters }) => [
      ...matches.flatMap(({ headers }) => headers.map(({ name }) => (name === "Cookie" ? "cookie" : "header"))),
      ...filters.map(({ type }) => type),
    ]),
  );
  return [...new Set(said)].toSorted();
}

/** The same by what the Ingresses are annotated with, and by the mirror, which annotations do not say. */
function unread(texts: readonly string[], mirrored: boolean): readonly string[] {
  const text = texts.join("\n");
  return [
    ...(mirrored ? ["RequestMirror"] : []),
    ...(text.includes("/canary-by-cookie:") ? ["cookie"] : []),
    ...(text.includes("/canary-by-header:") ? ["header"] : []),
  ].toSorted();
}

describe("the stages of this repository", () => {
  test.each(rows)("%s: the Ingresses convert to what the HTTPRoute says", async (_, { ingresses: texts, route }) => {
    const own = routesIn(route);
    const theirs = await converted(texts);
    expect(Object.keys(shares(own)).length).toBeGreaterThan(0);
    expect(shares(theirs)).toEqual(shares(own));
    expect(beyond(theirs)).toEqual([]);
    expect(beyond(own)).toEqual(unread(texts, route.includes("RequestMirror")));
  });
});

describe("any routing", () => {
  test("its Ingresses convert to what its HTTPRoute says", async () => {
    const routings = fc
      .sample(anyRouting, { numRuns: 500, seed: 5 })
      .map((routing, index): Routing => ({ ...routing, host: `shop-${index}.example.com` }));
    const theirs = shares(await converted(routings.flatMap(ingressTexts)));
    const own = shares(
      routings.map((routing) => Route.parse({ kind: "HTTPRoute", spec: { hostnames: [routing.host], rules: httpRouteRules(routing) } })),
    );
    const differing = Object.keys({ ...own, ...theirs }).filter((key) => own[key] !== theirs[key]);
    cases(Object.keys(own).length, differing.length);
    expect(differing.map((key) => `${key}: ${own[key]} here, ${theirs[key]} there`)).toEqual([]);
  });

  function ingressTexts(routing: Routing, index: number): readonly string[] {
    const { primary, canary } = ingresses(routing);
    const text = (role: string, intent: typeof primary): string =>
      toYaml(ingressManifest({ name: `shop-${index}-${role}`, namespace: "shop", labels: {}, className: "nginx", routing, intent }));
    return [text("primary", primary), ...(canary === undefined ? [] : [text("canary", canary)])];
  }
});

test("a canary weight beyond its total is refused", async () => {
  const [, { ingresses: texts }] = rows.find(([, one]) => one.ingresses.length === 2) ?? ["", { ingresses: [] }];
  const faulty = texts.map((text) => text.replace(/canary-weight: "\d+"/, 'canary-weight: "101"'));
  expect(faulty).not.toEqual(texts);
  await expect(converted(faulty)).rejects.toThrow(/exceeds/);
});
