import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { expectedShare } from "../../../src/compile/traffic/expected-share.ts";
import { backendShare } from "../../../src/compile/traffic/backend-share.ts";
import { httpRouteRules } from "../../../src/compile/traffic/http-route-rules.ts";
import { canaryShare } from "../../../src/compile/traffic/canary-share.ts";
import type { RequestClass } from "../../../src/compile/traffic/request-class.ts";
import type { Routing } from "../../../src/compile/traffic/routing.ts";
import { translatable } from "../../../src/compile/traffic/translatable.ts";
import { anyRequest, anyRouting } from "./routing-arbitrary.ts";

const plain: Routing = {
  host: "shop.example.com",
  paths: [{ path: "/", type: "Prefix" }],
  backends: { baseline: { service: "v1", port: 80 }, candidate: { service: "v2", port: 80 } },
  primary: "baseline",
  canary: { weight: 5, total: 100, match: undefined },
  mirrorPercent: 0,
  affinityCookie: undefined,
  tlsSecret: undefined,
  annotations: {},
};

function with5(match: NonNullable<Routing["canary"]>["match"]): Routing {
  return { ...plain, canary: { weight: 5, total: 100, match } };
}

const root: RequestClass = { path: "/" };
const word = with5({ header: { name: "X-Canary" } });
const value = with5({ header: { name: "X-Canary", value: "beta" } });
const pattern = with5({ header: { name: "X-Canary", pattern: "^beta" } });
const cookie = with5({ cookie: "canary" });
const headerAndCookie = with5({ header: { name: "X-Canary" }, cookie: "canary" });
const valueAndCookie = with5({ header: { name: "X-Canary", value: "beta" }, cookie: "canary" });

describe("both providers send the candidate", () => {
  const table: Record<
    string,
    { readonly routing: Routing; readonly request: RequestClass; readonly share: readonly [number, number] | undefined }
  > = {
    "the weight": { routing: plain, request: root, share: [1, 20] },
    "nothing at weight 0": { routing: { ...plain, canary: { weight: 0, total: 100, match: undefined } }, request: root, share: [0, 1] },
    "everything at weight 100": {
      routing: { ...plain, canary: { weight: 100, total: 100, match: undefined } },
      request: root,
      share: [1, 1],
    },
    "parts of a larger total": {
      routing: { ...plain, canary: { weight: 5, total: 1000, match: undefined } },
      request: root,
      share: [1, 200],
    },
    "nothing without a canary": { routing: { ...plain, canary: undefined }, request: root, share: [0, 1] },
    "everything once the primary points to it": {
      routing: { ...plain, canary: undefined, primary: "candidate" },
      request: root,
      share: [1, 1],
    },
    "no answer for a path that is not routed": {
      routing: { ...plain, paths: [{ path: "/mcp", type: "Prefix" }] },
      request: { path: "/mcps" },
      share: undefined,
    },
    "a request with the header always": { routing: word, request: { ...root, header: "always" }, share: [1, 1] },
    "no request with the header never": { routing: word, request: { ...root, header: "never" }, share: [0, 1] },
    "the weight of requests with another header value": { routing: word, request: { ...root, header: "ALWAYS" }, share: [1, 20] },
    "a request with the header's value": { routing: value, request: { ...root, header: "beta" }, share: [1, 1] },
    "the weight of requests that say always beside a value": { routing: value, request: { ...root, header: "always" }, share: [1, 20] },
    "the weight of requests that say never beside a value": { routing: value, request: { ...root, header: "never" }, share: [1, 20] },
    "a request whose header matches the pattern": { routing: pattern, request: { ...root, header: "beta-7" }, share: [1, 1] },
    "the weight of requests whose header does not match": { routing: pattern, request: { ...root, header: "a beta" }, share: [1, 20] },
    "a request with the cookie always": { routing: cookie, request: { ...root, cookie: "always" }, share: [1, 1] },
    "no request with the cookie never": { routing: cookie, request: { ...root, cookie: "never" }, share: [0, 1] },
    "a request by header before its cookie is asked": {
      routing: headerAndCookie,
      request: { ...root, header: "always", cookie: "never" },
      share: [1, 1],
    },
    "no request by header before its cookie is asked": {
      routing: headerAndCookie,
      request: { ...root, header: "never", cookie: "always" },
      share: [0, 1],
    },
    "a request by cookie when the header has another value": {
      routing: valueAndCookie,
      request: { ...root, header: "never", cookie: "always" },
      share: [1, 1],
    },
    "requests of a longer path like those of a shorter one": {
      routing: {
        ...headerAndCookie,
        paths: [
          { path: "/", type: "Prefix" },
          { path: "/mcp/tools", type: "Exact" },
        ],
      },
      request: { path: "/mcp/tools", header: "always" },
      share: [1, 1],
    },
  };
  test.each(Object.entries(table))("%s", (_, { routing, request, share }) => {
    const expected = share === undefined ? undefined : { parts: share[0], of: share[1] };
    expect(expectedShare(routing, request, "ingress-nginx")).toEqual(expected);
    expect(expectedShare(routing, request, "http-route")).toEqual(expected);
  });
});

test("Ingress and HTTPRoute agree on every request of every routing that both can express", () => {
  let compared = 0;
  fc.assert(
    fc.property(anyRouting, anyRequest, (routing, request) => {
      fc.pre(translatable(routing).length === 0);
      compared += 1;
      expect(expectedShare(routing, request, "http-route")).toEqual(expectedShare(routing, request, "ingress-nginx"));
    }),
    { numRuns: 2000 },
  );
  expect(compared).toBe(2000);
});

describe("a sticky session", () => {
  const sticky: Routing = { ...headerAndCookie, affinityCookie: "side" };
  const table: Record<string, readonly [RequestClass["session"], RequestClass["header"], number]> = {
    "of the baseline stays there, whatever the weight": ["baseline", undefined, 0],
    "of the baseline stays there, whatever the header": ["baseline", "always", 0],
    "of the candidate stays there, whatever the header": ["candidate", "never", 1],
  };
  test.each(Object.entries(table))("%s", (_, [session, header, parts]) => {
    expect(expectedShare(sticky, { path: "/", session, header }, "ingress-nginx")).toEqual({ parts, of: 1 });
  });

  test("that is new follows the weight", () => {
    expect(expectedShare(sticky, root, "ingress-nginx")).toEqual({ parts: 1, of: 20 });
  });
});

describe("annotations that ingress-nginx takes without a word", () => {
  const sides = plain.backends;
  const primary = { backend: sides.baseline, annotations: {}, tlsSecret: undefined };
  const canary = (annotations: Record<string, string>, backend = sides.candidate) => ({
    backend,
    annotations: Object.fromEntries(Object.entries(annotations).map(([key, text]) => [`nginx.ingress.kubernetes.io/${key}`, text])),
    tlsSecret: undefined,
  });
  const table: Record<
    string,
    { readonly annotations: Record<string, string>; readonly header?: string; readonly share: readonly [number, number] }
  > = {
    "a total of 50 counts as 100": { annotations: { canary: "true", "canary-weight": "5", "canary-weight-total": "50" }, share: [1, 20] },
    "a total of 200 counts": { annotations: { canary: "true", "canary-weight": "5", "canary-weight-total": "200" }, share: [1, 40] },
    "a weight with a percent sign is 0": { annotations: { canary: "true", "canary-weight": "5%" }, share: [0, 1] },
    "a weight over the total is everything": { annotations: { canary: "true", "canary-weight": "500" }, share: [1, 1] },
    "a canary that is not enabled is none": { annotations: { "canary-weight": "5" }, share: [0, 1] },
    "a value beats a pattern": {
      annotations: {
        canary: "true",
        "canary-weight": "0",
        "canary-by-header": "x",
        "canary-by-header-value": "a",
        "canary-by-header-pattern": "b",
      },
      header: "b",
      share: [0, 1],
    },
    "a broken pattern keeps the request at the primary": {
      annotations: { canary: "true", "canary-weight": "100", "canary-by-header": "x", "canary-by-header-pattern": "(" },
      header: "b",
      share: [0, 1],
    },
  };
  test.each(Object.entries(table))("%s", (_, { annotations, header, share: [parts, of] }) => {
    expect(canaryShare({ primary, canary: canary(annotations), sides }, { path: "/", header })).toEqual({ parts, of });
  });

  test("a canary of the primary's own backend is none", () => {
    const same = canary({ canary: "true", "canary-weight": "50" }, sides.baseline);
    expect(canaryShare({ primary, canary: same, sides }, root)).toEqual({ parts: 0, of: 1 });
  });
});

describe("a cookie is found in the Cookie header", () => {
  const rules = httpRouteRules(with5({ cookie: "canary.side" }));
  const table: Record<string, readonly [string, number]> = {
    alone: ["canary.side=always", 1],
    first: ["canary.side=always; theme=dark", 1],
    last: ["theme=dark; canary.side=always", 1],
    "without a space": ["theme=dark;canary.side=always;lang=en", 1],
    "but not as the end of another name": ["my-canary.side=always", 0],
    "but not with a longer value": ["canary.side=always-not", 0],
    "but not with another character for its dot": ["canaryxside=always", 0],
    "but not inside another value": ["theme=canary.side=always", 0],
  };
  test.each(Object.entries(table))("%s", (_, [sent, certain]) => {
    const share = backendShare(rules, plain.backends.candidate, { path: "/", headers: { cookie: sent } });
    expect(share).toEqual(certain === 1 ? { parts: 1, of: 1 } : { parts: 1, of: 20 });
  });
});

test("no rule of an HTTPRoute is without weight, and names and limits are those of the API", () => {
  fc.assert(
    fc.property(anyRouting, (routing) => {
      const rules = httpRouteRules(routing);
      expect(new Set(rules.map(({ name }) => name)).size).toBe(rules.length);
      expect(rules.length).toBeLessThanOrEqual(16);
      for (const { backendRefs, matches } of rules) {
        expect(backendRefs.reduce((sum, { weight }) => sum + weight, 0)).toBeGreaterThan(0);
        expect(backendRefs.every(({ weight }) => weight >= 0 && weight <= 1_000_000)).toBe(true);
        expect(matches.length).toBeGreaterThan(0);
      }
    }),
  );
});
