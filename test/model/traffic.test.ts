import { describe, expect, test } from "vitest";
import { RequestMatch, Traffic } from "../../src/model/traffic.ts";

const plain = { baseline: { service: "v1", port: 80 }, candidate: { service: "v2", port: 80 } };

function problems(schema: typeof Traffic | typeof RequestMatch, value: unknown): readonly string[] {
  return schema.safeParse(value).error?.issues.map(({ path, message }) => `${path.join(".")}: ${message}`) ?? [];
}

describe("traffic is refused when", () => {
  const table: Record<string, readonly [object, string]> = {
    "both sides are the same backend": [
      { candidate: plain.baseline },
      "candidate: expected another service or port than the baseline's: a canary of the same backend is dropped silently",
    ],
    "a total is one that ingress-nginx ignores": [
      { weightTotal: 50 },
      "weightTotal: expected at least 100, as ingress-nginx ignores a smaller total and counts in percent",
    ],
    "a path has characters that ingress-nginx refuses": [
      { paths: [{ path: "/a b" }] },
      'paths.0.path: expected a path that starts with "/" and has letters, digits and ._-/ only, as ingress-nginx requires',
    ],
    "a path has empty elements": [{ paths: [{ path: "/a//b" }] }, 'paths.0.path: expected a path without "//", "/./" and "/../"'],
    "a path goes up": [{ paths: [{ path: "/a/.." }] }, 'paths.0.path: expected a path without "//", "/./" and "/../"'],
    "a prefix ends in a slash": [
      { paths: [{ path: "/a/" }] },
      'paths.0.path: expected no "/" at the end: a Prefix path matches whole elements with and without it',
    ],
    "a path is named twice": [{ paths: [{ path: "/a" }, { path: "/a", type: "Exact" }] }, "paths: expected each path once"],
    "annotations make a canary": [
      { annotations: { "nginx.ingress.kubernetes.io/canary-weight": "5" } },
      "annotations.nginx.ingress.kubernetes.io/canary-weight: expected no such annotation: weight and match of a stage are levers of the ladder",
    ],
    "annotations bind sessions": [
      { annotations: { "nginx.ingress.kubernetes.io/affinity": "cookie" } },
      "annotations.nginx.ingress.kubernetes.io/affinity: expected no such annotation: sticky sessions are traffic.affinityCookie",
    ],
    "annotations mirror": [
      { annotations: { "nginx.ingress.kubernetes.io/mirror-target": "https://x" } },
      "annotations.nginx.ingress.kubernetes.io/mirror-target: expected no such annotation: mirror is a lever of the ladder",
    ],
  };
  test.each(Object.entries(table))("%s", (_, [change, problem]) => {
    expect(problems(Traffic, { ...plain, ...change })).toEqual([problem]);
  });
});

describe("a match is refused when", () => {
  const table: Record<string, readonly [object, string]> = {
    "it matches nothing": [{}, ": expected a header or a cookie; null ends a match"],
    "nginx drops a header of that name": [
      { header: { name: "X_Canary" } },
      "header.name: expected a header name of letters, digits and hyphens: nginx drops headers of any other name",
    ],
    "the header is the one of cookies": [
      { header: { name: "Cookie" } },
      "header.name: expected another header: a cookie is matched by match.cookie",
    ],
    "a value has characters that ingress-nginx refuses": [
      { header: { name: "X-Canary", value: "a b" } },
      "header.value: expected letters, digits and -/._~: only, as ingress-nginx requires",
    ],
    "never would go to the candidate": [
      { header: { name: "X-Canary", value: "never" } },
      'header.value: expected another value: with a value of its own, "never" would go to the candidate',
    ],
    "a pattern would be ignored beside a value": [
      { header: { name: "X-Canary", value: "a", pattern: "b" } },
      "header.pattern: expected either value or pattern: ingress-nginx ignores a pattern beside a value",
    ],
    "a pattern has characters that ingress-nginx refuses": [
      { header: { name: "X-Canary", pattern: "a{1,3}" } },
      "header.pattern: expected a regular expression without commas, spaces and quotes, as ingress-nginx requires",
    ],
    "a pattern does not compile": [
      { header: { name: "X-Canary", pattern: "(" } },
      "header.pattern: expected a regular expression that compiles",
    ],
    "a cookie's name is none": [{ cookie: "a;b" }, "cookie: expected a cookie name of letters, digits and -._~"],
  };
  test.each(Object.entries(table))("%s", (_, [match, problem]) => {
    expect(problems(RequestMatch, match)).toEqual([problem]);
  });
});

test("traffic that says little routes / by prefix, in percent, and mirrors by the route", () => {
  expect(Traffic.parse(plain)).toEqual({
    ...plain,
    paths: [{ path: "/", type: "Prefix" }],
    annotations: {},
    weightTotal: 100,
    mirrorBy: "route",
  });
});
