import fc from "fast-check";
import type { RequestClass } from "../../../src/compile/traffic/request-class.ts";
import type { Canary, Routing } from "../../../src/compile/traffic/routing.ts";
import type { RequestMatch } from "../../../src/model/traffic.ts";

const word = fc.constantFrom("always", "never", "beta", "Always", "beta-2", "x");
const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(arbitrary, { nil: undefined });

const header = fc.oneof(
  fc.record({ name: fc.constant("X-Canary") }),
  fc.record({ name: fc.constant("X-Canary"), value: fc.constantFrom("always", "beta", "beta-2") }),
  fc.record({ name: fc.constant("X-Canary"), pattern: fc.constantFrom("beta", "^beta$", "^b|s$", "(?i)ALWAYS", "(?=beta)", "(a)\\1") }),
);

const match: fc.Arbitrary<RequestMatch> = fc.oneof(
  fc.record({ header }),
  fc.record({ cookie: fc.constant("canary.side") }),
  fc.record({ header, cookie: fc.constant("canary.side") }),
);

const canary: fc.Arbitrary<Canary> = fc.constantFrom(100, 101, 1000, 1_000_000).chain((total) =>
  fc.record({
    weight: fc.oneof(fc.constantFrom(0, total), fc.integer({ min: 0, max: total })),
    total: fc.constant(total),
    match: maybe(match),
  }),
);

const paths = fc.uniqueArray(
  fc.oneof(
    fc.record({ path: fc.constantFrom("/", "/mcp", "/mcp/tools", "/a"), type: fc.constant("Prefix" as const) }),
    fc.record({ path: fc.constantFrom("/mcp", "/mcp/tools", "/exact"), type: fc.constant("Exact" as const) }),
  ),
  { minLength: 1, maxLength: 4, selector: ({ path }) => path },
);

/** Any routing that the compiler lets through, or refuses only because a provider cannot say it. */
export const anyRouting: fc.Arbitrary<Routing> = fc
  .record({
    paths,
    canary: maybe(canary),
    primary: fc.constantFrom("baseline" as const, "candidate" as const),
    mirror: fc.constantFrom(0, 0, 0, 50),
    sticky: fc.constantFrom(undefined, undefined, undefined, "side"),
  })
  .map(({ paths, canary, primary, mirror, sticky }) => ({
    host: "shop.example.com",
    paths,
    backends: { baseline: { service: "v1", port: 80 }, candidate: { service: "v2", port: 80 } },
    primary: canary === undefined ? primary : "baseline",
    canary,
    mirrorPercent: mirror,
    affinityCookie: sticky,
    tlsSecret: undefined,
    annotations: {},
  }));

/** Any class of requests, with or without header, cookie and session. */
export const anyRequest: fc.Arbitrary<RequestClass> = fc.record({
  path: fc.constantFrom("/", "/mcp", "/mcp/", "/mcp/tools", "/mcp/tools/call", "/mcps", "/a/b", "/exact", "/exact/below"),
  header: maybe(word),
  cookie: maybe(word),
  session: maybe(fc.constantFrom("baseline" as const, "candidate" as const)),
});
