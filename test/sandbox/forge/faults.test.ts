import { describe, expect, test } from "vitest";
import { type FaultKind, faultKinds } from "../../../src/sandbox/forge/faults.ts";
import { startForge } from "./start-forge.ts";

/** What the client sees of a fault, and whether the label was made all the same. */
const outcomes: Readonly<Record<FaultKind, { readonly sees: string; readonly effect: boolean }>> = {
  "drop-before": { sees: "no answer", effect: false },
  "drop-after": { sees: "no answer", effect: true },
  "reset-mid-body": { sees: "201, then no whole body", effect: true },
  "500": { sees: "500 Server Error", effect: false },
  "502-after": { sees: "502 text/html", effect: true },
  "429": { sees: "429 Too many requests", effect: false },
  "403-secondary": { sees: "403 You have exceeded a secondary rate limit", effect: false },
  "html-200": { sees: "200 text/html", effect: false },
  "cut-json": { sees: "201, then no JSON", effect: true },
  hang: { sees: "no answer", effect: false },
};

test("each kind is told here", () => {
  expect(Object.keys(outcomes).toSorted()).toEqual([...faultKinds].toSorted());
});

async function seen(url: string, kind: FaultKind): Promise<string> {
  const request = fetch(`${url}/repos/acme/gitops/labels`, {
    method: "POST",
    headers: { authorization: "token ghp_bot" },
    body: JSON.stringify({ name: "made" }),
    signal: kind === "hang" ? AbortSignal.timeout(300) : null,
  });
  const response = await request.catch(() => undefined);
  if (response === undefined) return "no answer";
  const text = await response.text().catch(() => undefined);
  if (text === undefined) return `${response.status}, then no whole body`;
  if (response.headers.get("content-type")?.startsWith("text/html") === true) return `${response.status} text/html`;
  try {
    return `${response.status} ${JSON.parse(text).message?.split(".")[0]}`;
  } catch {
    return `${response.status}, then no JSON`;
  }
}

describe("a fault at the second call", () => {
  test.each(faultKinds.map((kind) => [kind, outcomes[kind]] as const))("%s: %j", async (kind, { sees, effect }) => {
    await using started = await startForge();
    const { forge, call } = started;
    forge.faults.at(2, kind);
    expect((await call("GET", "")).status).toBe(200);
    expect(await seen(forge.url, kind)).toBe(sees);
    expect(forge.state.labels.map(({ name }) => name)).toEqual(effect ? ["made"] : []);
    expect((await call("GET", "/labels")).status).toBe(200);
    expect(forge.requests.map(({ number, method, status, writes }) => [number, method, status, writes])).toEqual([
      [1, "GET", 200, false],
      [2, "POST", effect ? 201 : 0, true],
      [3, "GET", 200, false],
    ]);
  });
});

test("a wait is told when it is asked for, and at 429 always", async () => {
  await using started = await startForge();
  const { forge, call } = started;
  forge.faults.at(1, { kind: "403-secondary", retryAfter: 60 });
  forge.faults.at(2, "403-secondary");
  forge.faults.at(3, "429");
  const waits: (string | null)[] = [];
  for (let index = 0; index < 3; index += 1) waits.push((await call("GET", "")).headers.get("retry-after"));
  expect(waits).toEqual(["60", null, "1"]);
});

test("counting begins again, and a chooser may decide for every call", async () => {
  await using started = await startForge();
  const { forge, call } = started;
  await call("GET", "");
  forge.faults.at(9, "500");
  forge.faults.reset();
  forge.faults.decide(({ method }) => (method === "POST" ? "500" : undefined));
  expect((await call("GET", "")).status).toBe(200);
  expect((await call("POST", "/labels", { name: "x" })).status).toBe(500);
  expect(forge.faults.count()).toBe(2);
});

test("somebody acts right before a call, by the API and by Git, and is not counted", async () => {
  await using started = await startForge();
  const { forge, call, open, commit, atDesk, git } = started;
  const number = await open("x", { a: "1" });
  forge.faults.reset();
  forge.faults.before(2, async () => {
    await call("PATCH", `/pulls/${number}`, { title: "theirs" }, "ghp_kim");
    await atDesk("kim", "clone", "--quiet", "--branch", "x", forge.gitUrlWith("ghp_kim"), ".");
    await atDesk("kim", "commit", "--quiet", "--allow-empty", "-m", "mine");
    await atDesk("kim", "push", "--quiet");
  });
  const before = await call("GET", `/pulls/${number}`);
  const after = await call("GET", `/pulls/${number}`);
  expect([before.body.title, after.body.title]).toEqual(["x", "theirs"]);
  expect(await git("log", "-1", "--format=%s %an", after.body.head.sha)).toBe("mine Kim");
  expect(forge.faults.count()).toBe(2);
  await commit("other", { b: "1" });
  expect(forge.faults.count()).toBeGreaterThan(2);
});

test("requests that come at once are served one by one: one branch, one pull request", async () => {
  await using started = await startForge();
  const { call, commit } = started;
  const sha = await commit("source", { a: "1" });
  const refs = await Promise.all(Array.from({ length: 8 }, () => call("POST", "/git/refs", { ref: "refs/heads/x", sha })));
  const pulls = await Promise.all(Array.from({ length: 8 }, () => call("POST", "/pulls", { title: "t", head: "x", base: "main" })));
  const counts = (answers: readonly { readonly status: number }[]): readonly number[] =>
    [201, 422].map((status) => answers.filter((one) => one.status === status).length);
  expect([counts(refs), counts(pulls)]).toEqual([
    [1, 7],
    [1, 7],
  ]);
});

test("an exchange that is not legal is answered 599 and fails the forge's end", async () => {
  const started = await startForge();
  const { status, body } = await started.call("POST", "/labels", { name: "x", colour: "red" });
  expect([status, body.message]).toEqual([599, expect.stringContaining("must NOT have additional properties: colour")]);
  await expect(started[Symbol.asyncDispose]()).rejects.toThrow("colour");
});
