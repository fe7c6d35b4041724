import { inspect } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ForgeFaultKind } from "../../../src/forge/forge-fault.ts";
import { operations, type Operation } from "./operations.ts";
import { canary, faultOf, json, no, openStub, stubbed, stubTime, type Reply, type StubServer } from "./stub.ts";

/** What becomes of a fault, by what asking twice would do. */
interface Expected {
  readonly reply: Reply;
  /** Tried on every operation; others on {@link samples}. */
  readonly everywhere?: true;
  readonly kind: Readonly<Record<Operation["effect"], ForgeFaultKind>>;
  /** How many requests are made. */
  readonly requests: Readonly<Record<Operation["effect"], number>>;
  readonly says?: RegExp;
  readonly hint?: RegExp;
  readonly retryAt?: number;
  /** Milliseconds that are waited for the server's sake. */
  readonly rests?: number;
}

function all<Value>(value: Value): Readonly<Record<Operation["effect"], Value>> {
  return { none: value, content: value, change: value };
}

const html: Reply = (response) =>
  void response.writeHead(200, { "content-type": "text/html", via: "1.1 squid" }).end(`<html>Log in with ${canary}</html>`);
const lost = { none: "temporary", content: "temporary", change: "unclear" } as const;
const asOftenAsMayBe = { none: 3, content: 3, change: 1 };
const secondary = "You have exceeded a secondary rate limit. Please wait a few minutes.";

const faults: Readonly<Record<string, Expected>> = {
  "a connection that is closed": {
    everywhere: true,
    reply: (response) => void response.destroy(),
    kind: lost,
    requests: asOftenAsMayBe,
    says: /broke the connection/,
  },
  "a body that is cut off": {
    reply: (response) => {
      response.writeHead(200, { "content-length": "1000", "content-type": "application/json" });
      response.write('{"full_name":');
      setImmediate(() => response.destroy());
    },
    kind: lost,
    requests: asOftenAsMayBe,
  },
  "a defect of the server": {
    reply: no(500, `Server Error ${canary}`),
    kind: lost,
    requests: asOftenAsMayBe,
    says: /status 500: Server Error/,
  },
  "a gateway's page": {
    reply: (response) => void response.writeHead(502).end("<html>"),
    kind: lost,
    requests: asOftenAsMayBe,
    says: /status 502/,
  },
  "an unavailable server": { reply: no(503, "Service unavailable"), kind: lost, requests: asOftenAsMayBe },
  "too many requests, for ten minutes": {
    reply: no(429, "Too many", { "retry-after": "600" }),
    kind: all("limited"),
    requests: all(1),
    retryAt: stubTime + 600,
  },
  "a secondary limit that says nothing of time": {
    reply: no(403, secondary),
    kind: all("limited"),
    requests: all(2),
    rests: 60_000,
    retryAt: stubTime + 60,
    says: /secondary rate limit/,
  },
  "a secondary limit of seconds, twice": {
    reply: no(403, secondary, { "retry-after": "7" }),
    kind: all("limited"),
    requests: all(2),
    rests: 7000,
    retryAt: stubTime + 7,
  },
  "an hour's requests used up": {
    reply: no(403, "API rate limit exceeded", { "x-ratelimit-remaining": "0", "x-ratelimit-reset": String(stubTime + 1800) }),
    kind: all("limited"),
    requests: all(1),
    retryAt: stubTime + 1801,
  },
  "a token that is not taken": {
    reply: no(401, `Bad credentials ${canary}`),
    kind: all("unauthorized"),
    requests: all(1),
    hint: /expired or was revoked/,
  },
  "a permission that lacks": {
    reply: no(403, "Resource not accessible by integration", { "x-accepted-github-permissions": "pull_requests=write" }),
    kind: all("unauthorized"),
    requests: all(1),
    hint: /"pull_requests: write"/,
  },
  "a scope that lacks": {
    reply: no(403, "Must have admin rights", { "x-oauth-scopes": "gist", "x-accepted-oauth-scopes": "repo" }),
    kind: all("unauthorized"),
    requests: all(1),
    hint: /scopes "gist"; this needs "repo"/,
  },
  "single sign-on": {
    reply: no(403, "Resource protected by organization SAML enforcement", {
      "x-github-sso": "required; url=https://github.com/orgs/acme/sso",
    }),
    kind: all("unauthorized"),
    requests: all(1),
    hint: /single sign-on/,
  },
  "a thing that is not there": {
    everywhere: true,
    reply: no(404, "Not Found"),
    kind: all("missing"),
    requests: all(1),
    hint: /permission|name/,
  },
  "a login page": {
    everywhere: true,
    reply: html,
    kind: all("garbled"),
    requests: all(1),
    says: /a page of HTML.*answered by 1\.1 squid/,
    hint: /HTTPS_PROXY/,
  },
  "a page that forbids": {
    reply: (response) => void response.writeHead(403, { "content-type": "text/html" }).end("<html>"),
    kind: all("garbled"),
    requests: all(1),
  },
  "cut JSON": {
    reply: (response) => void response.writeHead(200, { "content-type": "application/json" }).end('{"full_name": "ac'),
    kind: all("garbled"),
    requests: asOftenAsMayBe,
    says: /cut off/,
  },
  nothing: { reply: (response) => void response.writeHead(200).end(), kind: all("garbled"), requests: asOftenAsMayBe },
  "JSON of somebody else": {
    everywhere: true,
    reply: json(200, { ok: true, token: canary }),
    kind: all("garbled"),
    requests: all(1),
    says: /shape/,
  },
  "no content": { reply: json(204, undefined), kind: all("garbled"), requests: all(1) },
  "a redirect to a login": {
    reply: json(302, {}, { location: "https://login.example.com/" }),
    kind: all("garbled"),
    requests: all(1),
    says: /sends us elsewhere/,
  },
  "a permanent redirect to another server": {
    reply: json(301, {}, { location: "http://169.254.169.254/latest" }),
    kind: all("garbled"),
    requests: all(1),
  },
  "a request that is refused": {
    reply: no(422, "Validation Failed", {}, [{ resource: "X", field: "y", code: "invalid" }]),
    kind: all("invalid"),
    requests: all(1),
    says: /Validation Failed; X y invalid/,
  },
};

/** Where the fault is an answer to that operation. */
function isAnswer(name: string, fault: string): boolean {
  if (fault === "a thing that is not there") return operations[name]?.absent === true;
  return fault === "a request that is refused" && name === "asking for reviews";
}

/** Operations of every kind of effect, by both APIs, with and without a sense of their own for refusals. */
const samples = new Set([
  "reading the repository",
  "listing a branch's pull requests",
  "asking for the queue",
  "storing a tree",
  "creating a branch",
  "opening a pull request",
  "making a draft",
  "merging",
]);

const cells = Object.entries(faults).flatMap(([fault, expected]) =>
  Object.entries(operations).flatMap(([name, operation]) =>
    isAnswer(name, fault) || (expected.everywhere !== true && !samples.has(name)) ? [] : [[name, fault, operation, expected] as const],
  ),
);

let server: StubServer;
beforeAll(async () => {
  server = await openStub();
});
afterAll(() => server.stop());

describe("while", () => {
  test.each(cells)("%s, %s is told as what may be concluded of it", async (_, __, { act, effect }, expected) => {
    const { forge, seen, told, slept } = stubbed(server, { "*": expected.reply });
    const thrown = await faultOf(act(forge));
    expect({ kind: thrown.kind, retryAt: thrown.retryAt, requests: seen.length, slept }).toEqual({
      kind: expected.kind[effect],
      retryAt: expected.retryAt,
      requests: expected.requests[effect],
      slept: expected.rests === undefined ? [1000, 2000].slice(0, expected.requests[effect] - 1) : [expected.rests],
    });
    expect(thrown.message.slice(0, thrown.message.indexOf(": "))).toBe(`Cannot ${told[0]?.to}`);
    expect(thrown.message).toMatch(expected.says ?? /^/);
    expect(thrown.hint ?? "").toMatch(expected.hint ?? /^/);
    expect(seen.map(({ headers }) => headers.authorization)).toEqual(seen.map(() => `Bearer ${canary}`));
    expect(inspect([thrown, thrown.stack, thrown.cause, told], { depth: 10, showHidden: true })).not.toContain("Canary");
  });
});

describe("a thing that is not there", () => {
  const absent = Object.entries(operations).filter(([, { absent }]) => absent);
  test.each(absent)("is an answer to %s", async (_, { act }) => {
    expect(await act(stubbed(server, {}).forge)).toBeUndefined();
  });
});
