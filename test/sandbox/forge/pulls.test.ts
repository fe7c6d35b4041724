import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Answer, type StartedForge, startForge } from "./start-forge.ts";

let started: StartedForge;
beforeAll(async () => {
  started = await startForge({ lawless: true, labels: ["rampart"], forks: ["stranger"] });
});
afterAll(() => started[Symbol.asyncDispose]());

const said = ({ body }: Answer): unknown => body.errors?.[0]?.message ?? body.errors?.[0]?.field ?? body.message;

describe("opening a pull request is refused", () => {
  const good = { title: "t", head: "ready", base: "main" };
  beforeAll(async () => {
    await started.commit("ready", { a: "1" });
    await started.commit("empty", { b: "1" });
    await started.call("PATCH", "/git/refs/heads/empty", { sha: await started.git("rev-parse", "main"), force: true });
    await started.open("taken", { c: "1" });
  });

  test.each([
    ["for a head that is not there", { ...good, head: "nothing" }, "head"],
    ["for a fork that is not there", { ...good, head: "nobody:ready" }, "head"],
    ["for a base that is not there", { ...good, base: "nothing" }, "base"],
    ["for a head without commits of its own", { ...good, head: "empty" }, "No commits between main and empty"],
    ["for a head that has one", { ...good, head: "taken" }, "A pull request already exists for acme:taken."],
    ["for a head that has one, named with its owner", { ...good, head: "acme:taken" }, "A pull request already exists for acme:taken."],
    ["without a title", { head: "ready", base: "main" }, "title"],
    ["with a blank title", { ...good, title: " " }, "title"],
    ["with a title of 257 letters", { ...good, title: "x".repeat(257) }, "title is too long (maximum is 256 characters)"],
    ["with a body of 65,537 letters", { ...good, body: "x".repeat(65_537) }, "body is too long (maximum is 65536 characters)"],
    ["without a head", { title: "t", base: "main" }, 'Invalid request.\n\n"head" wasn\'t supplied.'],
    [
      "with a title that is no text",
      { ...good, title: 7 },
      "Invalid request.\n\nFor 'properties/title', 7 is not valid: Invalid input: expected string, received number",
    ],
  ])("%s", async (_, body, message) => {
    const answer = await started.call("POST", "/pulls", body);
    expect([answer.status, said(answer)]).toEqual([422, message]);
  });

  test("with a text that is not JSON", async () => {
    const answer = await started.call("POST", "/pulls", "{");
    expect([answer.status, said(answer)]).toEqual([400, "Problems parsing JSON"]);
  });
});

test("the longest title and body are taken, counted in letters", async () => {
  const number = await started.open("long", { long: "1" }, { title: "𝒙".repeat(256), body: "ä".repeat(65_536) });
  expect((await started.call("GET", `/pulls/${number}`)).body.body).toHaveLength(65_536);
  const longer = await started.call("PATCH", `/pulls/${number}`, { body: "ä".repeat(65_537) });
  expect(longer.status).toBe(422);
});

test("the head follows its branch, whoever pushes", async () => {
  const { open, commit, call, git } = started;
  const number = await open("followed", { a: "1" });
  const young = await commit("followed", { a: "2" }, "followed");
  expect((await call("GET", `/pulls/${number}`)).body.head.sha).toBe(young);
  const old = await git("rev-parse", "followed~1");
  await git("update-ref", "refs/heads/followed", old);
  expect((await call("GET", `/pulls/${number}`)).body.head.sha).toBe(old);
  expect(await git("rev-parse", `refs/pull/${number}/head`)).toBe(old);
  const events = (await call("GET", `/issues/${number}/events`)).body;
  expect(events.map(({ event }: { event: string }) => event)).toEqual(["head_ref_force_pushed"]);
});

test("a branch that is deleted closes its pull request, and keeps its head", async () => {
  const { open, call, git } = started;
  const number = await open("gone", { a: "1" });
  const head = await git("rev-parse", "gone");
  await call("DELETE", "/git/refs/heads/gone");
  const { body } = await call("GET", `/pulls/${number}`);
  expect([body.state, body.merged, body.head.sha]).toEqual(["closed", false, head]);
  const reopened = await call("PATCH", `/pulls/${number}`, { state: "open" });
  expect([reopened.status, said(reopened)]).toEqual([422, "state cannot be changed. The gone branch has been deleted."]);
});

test("a closed pull request opens again, unless its branch was rewritten or has another", async () => {
  const { open, call, git } = started;
  const number = await open("again", { a: "1" });
  await call("PATCH", `/pulls/${number}`, { state: "closed" });
  expect((await call("PATCH", `/pulls/${number}`, { state: "open" })).body.state).toBe("open");
  await call("PATCH", `/pulls/${number}`, { state: "closed" });
  await call("POST", "/pulls", { title: "t", head: "again", base: "main" });
  expect(said(await call("PATCH", `/pulls/${number}`, { state: "open" }))).toBe(
    "state cannot be changed. There is already an open pull request for this branch.",
  );
  const other = await open("rewritten", { a: "1" });
  await call("PATCH", `/pulls/${other}`, { state: "closed" });
  await git("update-ref", "refs/heads/rewritten", await git("rev-parse", "ready"));
  expect(said(await call("PATCH", `/pulls/${other}`, { state: "open" }))).toBe(
    "state cannot be changed. The rewritten branch was force-pushed or recreated.",
  );
});

test("a push of the head's commits to the base merges", async () => {
  await using own = await startForge();
  const number = await own.open("by-hand", { a: "1" });
  await own.git("update-ref", "refs/heads/main", await own.git("rev-parse", "by-hand"));
  const { body } = await own.call("GET", `/pulls/${number}`);
  expect([body.state, body.merged]).toEqual(["closed", true]);
});

test("a list is filtered by head only when the owner is named", async () => {
  const { call, open } = started;
  await open("listed", { a: "1" });
  const heads = async (query: string): Promise<string[]> =>
    (await call("GET", `/pulls?${query}`)).body.map(({ head }: { head: { ref: string } }) => head.ref);
  expect(await heads("head=acme:listed")).toEqual(["listed"]);
  expect((await heads("head=listed")).length).toBeGreaterThan(1);
  expect(await heads("head=stranger:listed")).toEqual([]);
  expect(await heads("base=nothing")).toEqual([]);
});

test("a fork's branch of the same name is another head", async () => {
  const { call, open, git, commit } = started;
  await open("twin", { a: "1" });
  const sha = await commit("twin-source", { evil: "1" });
  await git("update-ref", "refs/forks/stranger/heads/twin", sha);
  const { status, body } = await call("POST", "/pulls", { title: "t", head: "stranger:twin", base: "main" }, "ghp_kim");
  expect([status, body.head.repo.full_name, body.head.repo.fork, body.user.login]).toEqual([201, "stranger/gitops", true, "kim"]);
  expect((await call("GET", "/pulls?head=acme:twin")).body).toHaveLength(1);
  expect((await call("GET", "/git/matching-refs/f")).body.some(({ ref }: { ref: string }) => ref.startsWith("refs/forks"))).toBe(false);
});

describe("reviewers", () => {
  test.each([
    ["not the author", { reviewers: ["rampart-bot"] }, "Review cannot be requested from pull request author."],
    ["nobody without access", { reviewers: ["nobody"] }, /^Reviews may only be requested from collaborators\./],
  ])("are %s", async (_, body, message) => {
    const number = await started.open(`reviewed-${Math.abs(JSON.stringify(body).length)}`, { a: "1" });
    const answer = await started.call("POST", `/pulls/${number}/requested_reviewers`, body);
    expect(answer.status).toBe(422);
    expect(answer.body.message).toMatch(message);
  });

  test("who have reviewed are asked no longer, and the timeline does not call it a removal", async () => {
    const { call, open } = started;
    const number = await open("asked", { a: "1" });
    await call("POST", `/pulls/${number}/requested_reviewers`, { reviewers: ["kim", "alex"] });
    await call("POST", `/pulls/${number}/reviews`, { event: "COMMENT", body: "hm" }, "ghp_kim");
    await call("DELETE", `/pulls/${number}/requested_reviewers`, { reviewers: ["alex"] }, "ghp_kim");
    expect((await call("GET", `/pulls/${number}`)).body.requested_reviewers).toEqual([]);
    const events = (await call("GET", `/issues/${number}/events`)).body;
    const removed = events.filter(({ event }: { event: string }) => event === "review_request_removed");
    expect(
      removed.map((one: { requested_reviewer: { login: string }; actor: { login: string } }) => [
        one.requested_reviewer.login,
        one.actor.login,
      ]),
    ).toEqual([["alex", "kim"]]);
  });
});

test("labels are made when they are missing, found in any case, and told when taken off", async () => {
  const { call, open } = started;
  const number = await open("labelled", { a: "1" });
  const names = async (): Promise<string[]> =>
    (await call("GET", `/issues/${number}/labels`)).body.map(({ name }: { name: string }) => name);
  await call("POST", `/issues/${number}/labels`, { labels: ["RAMPART", "fresh"] });
  expect(await names()).toEqual(["rampart", "fresh"]);
  await call("POST", `/issues/${number}/labels`, ["third"]);
  await call("DELETE", `/issues/${number}/labels/fresh`, undefined, "ghp_kim");
  expect(await names()).toEqual(["rampart", "third"]);
  expect((await call("DELETE", `/issues/${number}/labels/fresh`)).status).toBe(404);
  const events = (await call("GET", `/issues/${number}/events`)).body;
  expect(
    events.map(
      (one: { event: string; label: { name: string }; actor: { login: string } }) => `${one.actor.login} ${one.event} ${one.label.name}`,
    ),
  ).toEqual(["rampart-bot labeled rampart", "rampart-bot labeled fresh", "rampart-bot labeled third", "kim unlabeled fresh"]);
  const many = { labels: Array.from({ length: 99 }, (_, index) => `l${index}`) };
  expect((await call("POST", `/issues/${number}/labels`, many)).status).toBe(422);
  expect((await call("POST", `/issues/${number}/labels`, { labels: ["x".repeat(51)] })).status).toBe(422);
});

test("comments are written, changed and counted", async () => {
  const { call, open } = started;
  const number = await open("talked", { a: "1" });
  const { body } = await call("POST", `/issues/${number}/comments`, { body: "one" });
  await call("PATCH", `/issues/comments/${body.id}`, { body: "two" });
  expect((await call("GET", `/issues/${number}/comments`)).body.map((one: { body: string }) => one.body)).toEqual(["two"]);
  expect((await call("GET", `/pulls/${number}`)).body.comments).toBe(1);
  for (const text of ["", " ", "x".repeat(65_537)])
    expect((await call("POST", `/issues/${number}/comments`, { body: text })).status).toBe(422);
  expect((await call("GET", "/issues/999/comments")).status).toBe(404);
});

test("a list comes in pages that lead to each other", async () => {
  await using own = await startForge();
  for (const branch of ["a", "b", "c", "d", "e"]) await own.open(branch, { [branch]: "1" });
  const page = async (number: number): Promise<readonly unknown[]> => {
    const { body, headers } = await own.call("GET", `/pulls?per_page=2&page=${number}`);
    const links = [...(headers.get("link") ?? "").matchAll(/[?&]page=(\d+)>; rel="(\w+)"/g)].map(([, to, rel]) => `${rel} ${to}`);
    return [body.map(({ number: one }: { number: number }) => one), links];
  };
  expect(await page(1)).toEqual([
    [5, 4],
    ["next 2", "last 3"],
  ]);
  expect(await page(2)).toEqual([
    [3, 2],
    ["prev 1", "next 3", "last 3", "first 1"],
  ]);
  expect(await page(3)).toEqual([[1], ["prev 2", "first 1"]]);
});
