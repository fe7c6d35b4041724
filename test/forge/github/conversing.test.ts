import { inspect } from "node:util";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTurns } from "../../../src/forge/github/connection/create-turns.ts";
import { fetchTransport } from "../../../src/forge/github/connection/fetch-transport.ts";
import type { Transport } from "../../../src/forge/github/connection/transport.ts";
import { rateLimit } from "../../../src/forge/github/connection/rate-limit.ts";
import { pull } from "./operations.ts";
import { faultOf, json, no, openStub, repositoryBody, stubbed, stubTime, type StubServer } from "./stub.ts";

let server: StubServer;
beforeAll(async () => {
  server = await openStub();
});
afterAll(() => server.stop());

const root = "/repos/acme/rollouts";
const here = `GET ${root}`;
const a = "a".repeat(40);

describe("a limit", () => {
  test("that ends soon is waited for, once, whatever is asked", async () => {
    const { forge, slept, seen } = stubbed(server, {
      [`POST ${root}/git/refs`]: [no(429, "", { "retry-after": "30" }), no(422, "Reference already exists")],
    });
    expect(await forge.createBranch("x", a)).toBe("exists");
    expect([slept, seen.length]).toEqual([[30_000], 2]);
  });

  test("holds back everybody", async () => {
    const releases: (() => void)[] = [];
    const sleep = (): Promise<void> => new Promise((resolve) => void releases.push(resolve));
    const replies = {
      [here]: [no(429, "", { "retry-after": "5" }), json(200, repositoryBody)],
      [`GET ${root}/git/ref/heads/x`]: no(404, "Not Found"),
    };
    const { forge, seen } = stubbed(server, replies, { sleep });
    const first = forge.repository();
    while (releases.length === 0) await new Promise((resolve) => void setTimeout(resolve, 1));
    const second = forge.branchHead("x");
    await new Promise((resolve) => void setTimeout(resolve, 20));
    expect(seen.length).toBe(1);
    for (const release of releases) release();
    expect([(await first).fullName, await second]).toEqual(["acme/rollouts", undefined]);
  });

  const answer = (status: number, headers: Readonly<Record<string, string>>) => ({
    status,
    text: "",
    header: (name: string) => headers[name],
  });
  const cases: Readonly<Record<string, readonly [number, Readonly<Record<string, string>>, string, number | undefined]>> = {
    "in seconds": [429, { "retry-after": "12" }, "", 12],
    "of no time at all is a second": [429, { "retry-after": "0" }, "", 1],
    "as a date": [429, { "retry-after": new Date((stubTime + 90) * 1000).toUTCString() }, "", 90],
    "in words only": [403, {}, "You have exceeded a secondary rate limit", 60],
    "in the words of old servers": [403, {}, "You have triggered an abuse detection mechanism", 60],
    "as nonsense": [429, { "retry-after": "soon" }, "", 60],
    "until the hour ends, by the server's clock": [
      403,
      { "x-ratelimit-remaining": "0", "x-ratelimit-reset": String(stubTime + 10) },
      "",
      11,
    ],
    "until a moment that is over": [403, { "x-ratelimit-remaining": "0", "x-ratelimit-reset": String(stubTime - 10) }, "", 1],
    "until a moment that is none": [403, { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "x" }, "", 60],
    "of a token that may not": [403, { "x-ratelimit-remaining": "12" }, "Resource not accessible by integration", undefined],
    "that is reached by this very answer": [200, { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "1" }, "", undefined],
    "in a description that says so": [404, {}, "secondary rate limit", undefined],
  };
  test.each(Object.entries(cases))("%s", (_, [status, headers, words, seconds]) => {
    expect(rateLimit(answer(status, headers), words, stubTime)).toBe(seconds);
  });

  test("is told by the forge's clock, whatever ours says", async () => {
    const limited = no(429, "", { "retry-after": "3600" });
    for (const clock of [() => 0, () => 4_000_000_000]) {
      const { forge } = stubbed(server, { "*": limited }, { clock });
      expect((await faultOf(forge.repository())).retryAt).toBe(stubTime + 3600);
      expect(forge.serverTime()).toBe(stubTime);
    }
  });
});

describe("what may be asked again", () => {
  test("is asked again after a fault, and answered", async () => {
    const { forge, seen, slept } = stubbed(server, {
      [here]: [no(502, ""), (response) => void response.destroy(), json(200, repositoryBody)],
    });
    expect((await forge.repository()).defaultBranch).toBe("main");
    expect([seen.length, slept]).toEqual([3, [1000, 2000]]);
  });

  test("is given up in time", async () => {
    const { forge, seen } = stubbed(server, { "*": () => undefined }, { timeout: 40 });
    expect(await faultOf(forge.repository())).toMatchObject({
      kind: "temporary",
      message: expect.stringMatching(/did not answer within 0.04 s/),
    });
    expect(seen.length).toBe(3);
  });
});

test("a change that is not answered in time is unclear, and not repeated", async () => {
  const { forge, seen } = stubbed(server, { "*": () => undefined }, { timeout: 40 });
  expect((await faultOf(forge.comment(7, "b"))).kind).toBe("unclear");
  expect(seen.length).toBe(1);
});

describe("an error of the platform", () => {
  const failing =
    (code: string, message = ""): Transport =>
    async () => {
      throw new TypeError("fetch failed with ghp_Canary", { cause: Object.assign(new Error(message), { code }) });
    };
  const cases: Readonly<Record<string, readonly [Transport, string, RegExp]>> = {
    "before anything was sent: nobody listens": [failing("ECONNREFUSED"), "temporary", /does not listen/],
    "before anything was sent: no address": [failing("ENOTFOUND"), "temporary", /is not found/],
    "before anything was sent: no way": [failing("ENETUNREACH"), "temporary", /not reached \(ENETUNREACH\)/],
    "before anything was sent: too slow": [failing("UND_ERR_CONNECT_TIMEOUT"), "temporary", /not reached in time/],
    "before anything was sent: the proxy": [
      failing("UND_ERR_ABORTED", "Proxy response (407) !== 200 when HTTP Tunneling"),
      "temporary",
      /proxy refuses \(status 407\)/,
    ],
    "on the way": [failing("ECONNRESET"), "unclear", /broke the connection \(ECONNRESET\)/],
    "that says nothing": [async () => Promise.reject(new Error("ghp_Canary")), "unclear", /no reason given/],
    "of a certificate": [failing("UNABLE_TO_VERIFY_LEAF_SIGNATURE"), "garbled", /certificate that is not trusted/],
  };
  test.each(Object.entries(cases))("%s", async (_, [transport, kind, says]) => {
    const { forge } = stubbed(server, {}, { transport });
    const fault = await faultOf(forge.comment(7, "b"));
    expect(fault).toMatchObject({ kind, message: expect.stringMatching(says) });
    expect(inspect(fault, { depth: 10 })).not.toContain("Canary");
  });
});

test("an answer that does not end is not read to the end", async () => {
  const endless = stubbed(server, {
    "*": (response) => {
      const more = (): void => void (response.destroyed || response.write(" ".repeat(65_536), () => setImmediate(more)));
      more();
    },
  });
  const answer = await fetchTransport({
    url: new URL(endless.url),
    method: "GET",
    headers: {},
    body: undefined,
    timeout: 2000,
    cap: 100_000,
  });
  expect(answer.text).toBeUndefined();
  const transport: Transport = async () => answer;
  expect(await faultOf(stubbed(server, {}, { transport }).forge.repository())).toMatchObject({
    kind: "garbled",
    message: expect.stringMatching(/more than is read/),
  });
});

describe("changes", () => {
  test("are made one after the other, each a second after the last, on github.com", async () => {
    let now = 1000;
    const slept: number[] = [];
    const log: string[] = [];
    const inTurn = createTurns({
      clock: () => now,
      sleep: async (milliseconds) => {
        slept.push(milliseconds);
        now += milliseconds / 1000;
      },
      pause: 1,
    });
    const act = (name: string, seconds: number) => async (): Promise<string> => {
      log.push(`${name} begins`);
      await Promise.resolve();
      now += seconds;
      log.push(`${name} ends`);
      return name;
    };
    const failing = inTurn(async () => Promise.reject(new Error("no")));
    const [, b, c] = await Promise.all([failing.catch(() => "failed"), inTurn(act("b", 5)), inTurn(act("c", 0))]);
    now += 0.4;
    await inTurn(act("d", 0));
    expect([b, c, log]).toEqual(["b", "c", ["b begins", "b ends", "c begins", "c ends", "d begins", "d ends"]]);
    expect(slept.map(Math.round)).toEqual([1000, 1000, 600]);
  });

  test("wait for no more than the pause, even if the clock was set back", async () => {
    let now = 1_000_000;
    const slept: number[] = [];
    const inTurn = createTurns({ clock: () => now, sleep: async (milliseconds) => void slept.push(milliseconds), pause: 1 });
    await inTurn(async () => undefined);
    now = 0;
    await inTurn(async () => undefined);
    expect(slept).toEqual([1000]);
  });

  const hosts = { "https://api.github.com": [1000], "https://github.example.com/api/v3": [], "http://127.0.0.1:1": [] };
  test.each(Object.entries(hosts))("at %s", async (baseUrl, expected) => {
    const body = JSON.stringify({ id: 1, body: "b" });
    const transport: Transport = async () => ({ status: 201, header: () => undefined, text: body });
    const { forge, slept } = stubbed(server, {}, { transport, baseUrl });
    await Promise.all([forge.comment(7, "b"), forge.comment(7, "c")]);
    expect(slept).toEqual(expected);
  });
});

test("no token passes, whatever it is and however the server sends it back", async () => {
  const token = fc.stringMatching(/^(ghp_|ghs_|github_pat_|)[A-Za-z0-9_]{16,60}$/);
  const forms: readonly ((token: string) => string)[] = [
    (one) => one,
    (one) => `Bearer ${one}`,
    (one) => Buffer.from(one).toString("base64"),
    (one) => Buffer.from(`x-access-token:${one}`).toString("base64"),
    (one) => Buffer.from(`someone:${one}`).toString("base64"),
    (one) => `https://x-access-token:${one}@github.com/`,
  ];
  await fc.assert(
    fc.asyncProperty(token, fc.constantFrom(...forms), fc.constantFrom(401, 403, 404, 422, 500, 200), async (secret, form, status) => {
      const body = JSON.stringify({ message: `you sent ${form(secret)}`, errors: [{ message: form(secret) }] });
      const transport: Transport = async () => ({ status, header: (name) => (name === "date" ? undefined : form(secret)), text: body });
      const { forge, told } = stubbed(server, {}, { transport, token: { kind: "token", token: secret, actions: false } });
      for (const act of [forge.comment(7, "b"), forge.isQueued(pull)]) {
        const shown = inspect([await faultOf(act), told], { depth: 10, showHidden: true });
        expect(shown).not.toContain(secret);
        expect(shown).not.toContain(form(secret).slice(-24));
      }
    }),
    { numRuns: 60 },
  );
});
