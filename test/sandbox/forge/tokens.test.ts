import { createSign, generateKeyPairSync } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ForgeOptions, Token } from "../../../src/sandbox/forge/forge-options.ts";
import { type StartedForge, startForge } from "./start-forge.ts";

const narrow: Token = { token: "github_pat_narrow", login: "kim", permissions: { contents: "read", pull_requests: "write" } };
const tokens: readonly Token[] = [
  { token: "ghp_alex", login: "alex" },
  { token: "ghp_bot", login: "rampart-bot" },
  { token: "ghp_reader", login: "reader" },
  { token: "ghp_old", login: "kim", expiresAt: 0 },
  { token: "ghp_statuses", login: "kim", scopes: ["repo:status"] },
  { token: "ghp_public", login: "kim", scopes: ["public_repo"] },
  { token: "ghp_stranger", login: "stranger" },
  { token: "ghs_actions", login: "github-actions[bot]", permissions: { contents: "read" } },
  narrow,
];
const ref = (sha: string, name: string): object => ({ ref: `refs/heads/by-${name}`, sha });
const missing = "Resource not accessible by";

describe("a public repository", () => {
  let started: StartedForge;
  beforeAll(async () => {
    started = await startForge({ tokens, protection: { main: {} }, lawless: true });
  });
  afterAll(() => started[Symbol.asyncDispose]());

  test.each([
    ["nobody reads", "", "GET", "", 200, undefined],
    ["nobody does not write", "", "POST", "/git/refs", 401, "Requires authentication"],
    ["an unknown token is refused, also for reading", "ghp_unknown", "GET", "", 401, "Bad credentials"],
    ["a token past its time is refused", "ghp_old", "GET", "", 401, "Bad credentials"],
    ["a reader reads", "ghp_reader", "GET", "/git/ref/heads/main", 200, undefined],
    ["a reader does not see what writes code", "ghp_reader", "POST", "/git/refs", 404, "Not Found"],
    ["a reader may not label", "ghp_reader", "POST", "/issues/1/labels", 403, "Must have admin rights to Repository."],
    ["a writer writes", "ghp_bot", "POST", "/git/refs", 201, undefined],
    ["a writer does not see protection", "ghp_bot", "GET", "/branches/main/protection", 404, "Not Found"],
    ["an administrator does", "ghp_alex", "GET", "/branches/main/protection", 200, undefined],
    ["a token for statuses does not write code", "ghp_statuses", "POST", "/git/refs", 404, "Not Found"],
    ["a token for public repositories writes", "ghp_public", "POST", "/git/refs", 201, undefined],
    [
      "a fine-grained token without the permission is told so",
      "github_pat_narrow",
      "POST",
      "/git/refs",
      403,
      `${missing} personal access token`,
    ],
    ["a workflow's token without the permission is told so", "ghs_actions", "POST", "/git/refs", 403, `${missing} integration`],
    ["a workflow's token is nobody's account", "ghs_actions", "GET", "//user", 403, `${missing} integration`],
    ["a person's token does not write checks", "ghp_bot", "POST", "/check-runs", 403, "You must authenticate via a GitHub App."],
  ])("%s", async (_, token, method, path, status, message) => {
    const sha = await started.git("rev-parse", "main");
    const answer = await started.call(method, path, method === "POST" ? ref(sha, token) : undefined, token);
    expect([answer.status, answer.body.message]).toEqual([status, message]);
  });
});

describe("a private repository", () => {
  let started: StartedForge;
  beforeAll(async () => {
    started = await startForge({ tokens, private: true });
  });
  afterAll(() => started[Symbol.asyncDispose]());

  test.each([
    ["is not there for nobody", "", 404],
    ["is not there for a stranger", "ghp_stranger", 404],
    ["is not there for a token of public repositories", "ghp_public", 404],
    ["is there for a reader", "ghp_reader", 200],
    ["is there for a fine-grained token", "github_pat_narrow", 200],
  ])("%s", async (_, token, status) => {
    expect((await started.call("GET", "", undefined, token)).status).toBe(status);
    const { gitUrl, gitUrlWith } = started.forge;
    const cloned = await started.atDesk(`desk${token}`, "clone", "--quiet", token === "" ? gitUrl : gitUrlWith(token), ".");
    expect(cloned.status === 0).toBe(status === 200);
  });
});

test("scopes are told of classic tokens only", async () => {
  await using started = await startForge({ tokens });
  const scopes = async (token: string): Promise<string | null> =>
    (await started.call("GET", "", undefined, token)).headers.get("x-oauth-scopes");
  expect([await scopes("ghp_bot"), await scopes("ghp_statuses"), await scopes("github_pat_narrow"), await scopes("ghs_actions")]).toEqual([
    "repo",
    "repo:status",
    null,
    null,
  ]);
});

test("workflows open and approve nothing where the repository says so", async () => {
  await using started = await startForge({ actionsMayOpenPulls: false });
  await started.commit("x", { a: "1" });
  const { status, body } = await started.call("POST", "/pulls", { title: "t", head: "x", base: "main" }, "ghs_actions");
  expect([status, body.message]).toEqual([403, "GitHub Actions is not permitted to create or approve pull requests."]);
});

test("the hour's calls run out, and come back", async () => {
  let now = Date.parse("2026-01-01T00:00:00Z");
  await using started = await startForge({ rateLimit: 3, clock: () => now });
  const { call } = started;
  const left = async (): Promise<unknown> => {
    const { status, headers } = await call("GET", "");
    return [status, headers.get("x-ratelimit-remaining"), headers.get("x-ratelimit-reset")];
  };
  const reset = String(now / 1000 + 3600);
  expect([await left(), await left(), await left(), await left()]).toEqual([
    [200, "2", reset],
    [200, "1", reset],
    [200, "0", reset],
    [403, "0", reset],
  ]);
  const rate = await call("GET", "//rate_limit");
  expect(rate.body.rate).toEqual({ limit: 3, used: 3, remaining: 0, reset: Number(reset) });
  now += 3_600_000;
  expect((await call("GET", "")).status).toBe(200);
});

test("an answer that has not changed is 304 and costs nothing", async () => {
  await using started = await startForge();
  const { call, commit } = started;
  const first = await call("GET", "/git/ref/heads/main");
  const condition = { "if-none-match": first.headers.get("etag") ?? "" };
  const second = await call("GET", "/git/ref/heads/main", undefined, "ghp_bot", condition);
  expect([second.status, second.body, second.headers.get("x-ratelimit-remaining")]).toEqual([
    304,
    undefined,
    first.headers.get("x-ratelimit-remaining"),
  ]);
  await commit("main", { a: "1" }, "main");
  expect((await call("GET", "/git/ref/heads/main", undefined, "ghp_bot", condition)).status).toBe(200);
});

test("a repository of another name is told where it went, and followed by its number", async () => {
  await using started = await startForge({ renamedFrom: ["acme/old"] });
  const { call, forge } = started;
  const moved = await call("GET", "//repos/acme/old/pulls?state=all");
  expect([moved.status, moved.headers.get("location")]).toEqual([301, `${forge.url}/repositories/1296269/pulls?state=all`]);
  expect((await fetch(moved.headers.get("location") ?? "", { headers: { authorization: "token ghp_bot" } })).status).toBe(200);
  expect((await call("POST", "//repos/acme/old/labels", { name: "x" })).status).toBe(307);
  expect((await call("GET", "//repos/acme/other")).status).toBe(404);
});

test("who does not say what program they are is refused", async () => {
  await using started = await startForge();
  const { request } = await import("node:http");
  const status = await new Promise((resolve, reject) => {
    request(`${started.forge.url}/rate_limit`, (response) => resolve(response.resume().statusCode))
      .on("error", reject)
      .end();
  });
  expect(status).toBe(403);
});

const keys = generateKeyPairSync("rsa", { modulusLength: 2048 });
const publicKey = keys.publicKey.export({ type: "spki", format: "pem" }).toString();
const app: ForgeOptions["app"] = {
  id: 7,
  slug: "rampart",
  clientId: "Iv1.rampart",
  publicKey,
  installationId: 70,
  permissions: { contents: "write", checks: "write", pull_requests: "write" },
};
const now = 1_800_000_000;

function jwt(claims: object, key = keys.privateKey): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
  const head = `${part({ alg: "RS256", typ: "JWT" })}.${part({ iat: now - 30, exp: now + 570, iss: "7", ...claims })}`;
  return `${head}.${createSign("RSA-SHA256").update(head).sign(key).toString("base64url")}`;
}

describe("an App", () => {
  let started: StartedForge;
  beforeAll(async () => {
    started = await startForge({ app, clock: () => now * 1000 });
  });
  afterAll(() => started[Symbol.asyncDispose]());

  test.each([
    ["by its number", jwt({}), 200],
    ["by its client's id", jwt({ iss: "Iv1.rampart" }), 200],
    ["not by another's number", jwt({ iss: "8" }), 404],
    ["not with another key", jwt({}, generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey), 401],
    ["not past its time", jwt({ exp: now - 1 }), 401],
    ["not for more than ten minutes", jwt({ exp: now + 700 }), 401],
    ["not from the future", jwt({ iat: now + 300 }), 401],
  ])("is known %s", async (_, token, status) => {
    expect((await started.call("GET", "//app", undefined, token)).status).toBe(status);
  });

  test("is given a token for an hour, acts as its bot, and only as far as it was let", async () => {
    let time = now * 1000;
    await using own = await startForge({ app, clock: () => time });
    const { call, commit } = own;
    const { body: installation } = await call("GET", "/installation", undefined, jwt({}));
    const path = `//app/installations/${installation.id}/access_tokens`;
    const { body } = await call("POST", path, { permissions: { contents: "read", pull_requests: "write" } }, jwt({}));
    expect([body.permissions, body.expires_at]).toEqual([
      { contents: "read", pull_requests: "write", metadata: "read" },
      "2027-01-15T09:00:00Z",
    ]);
    expect((await call("GET", "//installation/repositories", undefined, body.token)).body.total_count).toBe(1);
    const sha = await commit("x", { a: "1" });
    expect((await call("POST", "/git/refs", ref(sha, "app"), body.token)).status).toBe(403);
    const pull = await call("POST", "/pulls", { title: "t", head: "x", base: "main" }, body.token);
    expect([pull.body.user.login, pull.body.user.type]).toEqual(["rampart[bot]", "Bot"]);
    const wide = await call("POST", path, { permissions: { issues: "write" } }, jwt({}));
    expect([wide.status, wide.body.message]).toEqual([422, "The permissions requested are not granted to this installation."]);
    time += 3_600_000;
    expect((await call("GET", "", undefined, body.token)).status).toBe(401);
  });

  test("does nothing to the repository by its own JWT", async () => {
    expect((await started.call("GET", "/pulls", undefined, jwt({}))).status).toBe(403);
    expect((await started.call("GET", "//app")).status).toBe(401);
  });
});
