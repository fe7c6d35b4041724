import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { faultOf, json, no, openStub, pullBody, repositoryBody, stubbed, type Reply, type StubServer } from "./stub.ts";

let server: StubServer;
beforeAll(async () => {
  server = await openStub();
});
afterAll(() => server.stop());

const root = "/repos/acme/rollouts";
const [a, b, c] = ["a".repeat(40), "b".repeat(40), "c".repeat(40)];

/** A list in pages of a hundred, linked as GitHub does. */
function paged(all: readonly unknown[], wrap: (items: readonly unknown[]) => unknown = (items) => items): Reply {
  return (response, request) => {
    const url = new URL(request.url, server.url);
    const page = Number(url.searchParams.get("page") ?? "1");
    const items = all.slice((page - 1) * 100, page * 100);
    url.searchParams.set("page", String(page + 1));
    const link: Readonly<Record<string, string>> =
      page * 100 < all.length ? { link: `<${server.url}/x?page=1>; rel="first", <${url.href}>; rel="next"` } : {};
    json(200, wrap(items), link)(response, request);
  };
}

describe("a list", () => {
  const sizes = { "of one page": [100, 1], "with one too many": [101, 2], "of three pages": [250, 3] } as const;
  test.each(Object.entries(sizes))("%s is read to its end", async (_, [size, requests]) => {
    const pulls = Array.from({ length: size }, (__, index) => pullBody(index + 1));
    const { forge, seen } = stubbed(server, { [`GET ${root}/pulls`]: paged(pulls) });
    const numbers = (await forge.openPulls("main")).map(({ number }) => number);
    expect(numbers).toEqual(pulls.map((__, index) => index + 1));
    expect(seen.length).toBe(requests);
    expect(seen.every(({ url }) => url.includes("base=main") && url.includes("per_page=100"))).toBe(true);
  });

  test("within another shape is read to its end too", async () => {
    const runs = Array.from({ length: 250 }, (_, index) => ({
      name: `check ${index}`,
      status: "completed",
      conclusion: "success",
      output: {},
    }));
    const { forge } = stubbed(server, {
      [`GET ${root}/commits/${a}/status`]: json(200, { statuses: [] }),
      [`GET ${root}/commits/${a}/check-runs`]: paged(runs, (items) => ({ total_count: 250, check_runs: items })),
    });
    expect((await forge.checks(a)).size).toBe(250);
  });

  test("shows a pull request once that stood on two pages", async () => {
    const pulls = Array.from({ length: 101 }, (_, index) => pullBody(index === 100 ? 100 : index + 1));
    const { forge } = stubbed(server, { [`GET ${root}/pulls`]: paged(pulls) });
    expect((await forge.openPulls("main")).length).toBe(100);
  });

  test("is not followed to another server", async () => {
    const { forge, seen } = stubbed(server, {
      [`GET ${root}/pulls`]: json(200, [pullBody(1)], { link: '<https://example.com/?page=2>; rel="next"' }),
    });
    expect((await forge.openPulls("main")).length).toBe(1);
    expect(seen.length).toBe(1);
  });

  test("without an end is given up", async () => {
    const { forge, seen } = stubbed(server, {
      [`GET ${root}/pulls`]: json(200, [], { link: `<${server.url}${root}/pulls?page=2>; rel="next"` }),
    });
    expect(await faultOf(forge.openPulls("main"))).toMatchObject({ kind: "invalid", message: expect.stringMatching(/more than 50 pages/) });
    expect(seen.length).toBe(50);
  });
});

describe("a repository", () => {
  test("is told as it is named today, with what may be done there", async () => {
    const { forge, told, seen } = stubbed(server, { [`GET ${root}`]: json(200, repositoryBody) });
    expect(await forge.repository()).toEqual({
      fullName: "acme/rollouts",
      defaultBranch: "main",
      mayPush: true,
      allowsAutoMerge: true,
      mergeMethods: ["squash", "rebase"],
    });
    expect(told).toEqual([{ method: "GET", path: root, to: "read the repository acme/rollouts" }]);
    expect(seen[0]?.headers).toMatchObject({ "x-github-api-version": "2022-11-28", "user-agent": expect.stringMatching(/^rampart /) });
    expect(forge.requests()).toBe(1);
  });

  const rights: Readonly<Record<string, readonly [object, string, boolean]>> = {
    "by who may only read it": [{ permissions: { push: false } }, "ghp_x", false],
    "by who is told nothing of it": [{ permissions: undefined }, "ghp_x", false],
    "by an installation, which is told nothing of it": [{ permissions: { push: false } }, "ghs_x", true],
    "that is archived": [{ archived: true }, "ghs_x", false],
  };
  test.each(Object.entries(rights))("%s: may it be pushed to?", async (_, [more, token, mayPush]) => {
    const { forge } = stubbed(
      server,
      { [`GET ${root}`]: json(200, { ...repositoryBody, ...more }) },
      { token: { kind: "token", token, actions: false } },
    );
    expect((await forge.repository()).mayPush).toBe(mayPush);
  });

  const moved = (status: number): Reply => json(status, { message: "Moved Permanently" }, { location: `${server.url}/repositories/1` });
  test.each([301, 307, 308])("that was renamed is followed to, on the same server (status %i)", async (status) => {
    const { forge } = stubbed(server, {
      [`GET ${root}`]: moved(status),
      "GET /repositories/1": json(200, { ...repositoryBody, full_name: "acme/gitops" }),
    });
    expect((await forge.repository()).fullName).toBe("acme/gitops");
  });

  test("that was renamed is not written to", async () => {
    const { forge, seen } = stubbed(server, { [`POST ${root}/git/refs`]: moved(307) });
    expect(await faultOf(forge.createBranch("x", a))).toMatchObject({ kind: "invalid", hint: expect.stringMatching(/set-url/) });
    expect(seen.length).toBe(1);
  });

  test("that redirects in a circle is given up", async () => {
    const { forge, seen } = stubbed(server, { "*": moved(301) });
    expect((await faultOf(forge.repository())).kind).toBe("garbled");
    expect(seen.length).toBe(4);
  });
});

describe("branches", () => {
  test("are found by their beginning, with their heads", async () => {
    const refs = [
      { ref: "refs/heads/rampart/production/shop/half", object: { sha: a } },
      { ref: "refs/heads/rampart/staging/shop/all", object: { sha: b } },
    ];
    const { forge } = stubbed(server, { [`GET ${root}/git/matching-refs/heads/rampart/`]: json(200, refs) });
    expect(await forge.branches("rampart/")).toEqual(
      new Map([
        ["rampart/production/shop/half", a],
        ["rampart/staging/shop/all", b],
      ]),
    );
  });

  test("of a repository without commits have no head", async () => {
    const { forge } = stubbed(server, { [`GET ${root}/git/ref/heads/main`]: no(409, "Git Repository is empty.") });
    expect(await forge.branchHead("main")).toBeUndefined();
  });

  test("that were asked for by way of a proxy's page are not thought missing", async () => {
    const page: Reply = (response) => void response.writeHead(404).end("<html>");
    const { forge } = stubbed(server, { [`GET ${root}/git/ref/heads/main`]: page });
    expect((await faultOf(forge.branchHead("main"))).kind).toBe("garbled");
  });
});

describe("files", () => {
  const entry = (path: string, sha: string, type = "blob", mode = "100644") => ({ path, mode, type, sha });

  test("of a tree that is cut are read folder by folder", async () => {
    const trees = `GET ${root}/git/trees`;
    const { forge } = stubbed(server, {
      [`${trees}/${a}`]: [
        json(200, { truncated: true, tree: [] }),
        json(200, { truncated: false, tree: [entry("dist", b, "tree", "040000"), entry("README.md", c)] }),
      ],
      [`${trees}/${b}`]: json(200, { truncated: false, tree: [entry("x", c, "tree", "040000"), entry("x/run.sh", a, "blob", "100755")] }),
    });
    expect(await forge.tree(a)).toEqual(
      new Map([
        ["dist/x/run.sh", { blob: a, mode: "100755" }],
        ["README.md", { blob: c, mode: "100644" }],
      ]),
    );
  });

  const base64 = (bytes: string | Uint8Array): string => Buffer.from(bytes).toString("base64");
  const file = { type: "file", encoding: "base64", sha: b };
  const contents: Readonly<Record<string, readonly [unknown, string | undefined]>> = {
    "of text": [{ ...file, content: `${base64("größe: 1\n")}\n` }, "größe: 1\n"],
    "that is empty": [{ ...file, content: "" }, ""],
    "that is a folder": [[{ type: "file" }], undefined],
    "that is another repository": [{ type: "submodule" }, undefined],
    "of more than a megabyte": [{ ...file, encoding: "none", content: "" }, "large"],
  };
  test.each(Object.entries(contents))("%s are read as such", async (_, [body, text]) => {
    const { forge } = stubbed(server, {
      [`GET ${root}/contents/dist/a b.yaml`]: json(200, body),
      [`GET ${root}/git/blobs/${b}`]: json(200, { encoding: "base64", content: base64("large") }),
    });
    expect(await forge.text("dist/a b.yaml", "main")).toBe(text);
  });

  test("that are no text are refused", async () => {
    const { forge } = stubbed(server, {
      [`GET ${root}/contents/x`]: json(200, { ...file, content: base64(new Uint8Array([0xff, 0xfe])) }),
    });
    expect((await faultOf(forge.text("x", "main"))).kind).toBe("invalid");
  });
});

test("a comparison tells commits, files and whether something was cut; a file that moved is gone where it was", async () => {
  const { forge, told } = stubbed(server, {
    [`GET ${root}/compare/main...rampart/production/shop/half`]: json(200, {
      merge_base_commit: { sha: a },
      ahead_by: 2,
      behind_by: 1,
      total_commits: 2,
      commits: [{ sha: b, commit: { message: "m", tree: { sha: c } }, parents: [{ sha: a }], author: {} }],
      files: [
        { filename: "new", previous_filename: "old", sha: b, status: "renamed" },
        { filename: "gone", sha: c, status: "removed" },
        { filename: "link", sha: null, status: "modified" },
      ],
    }),
  });
  expect(await forge.compare("main", "rampart/production/shop/half")).toEqual({
    mergeBase: a,
    ahead: 2,
    behind: 1,
    commits: [{ sha: b, tree: c, parents: [a], message: "m", author: undefined }],
    files: [
      { path: "old", blob: undefined, change: "removed" },
      { path: "new", blob: b, change: "renamed" },
      { path: "gone", blob: undefined, change: "removed" },
      { path: "link", blob: undefined, change: "modified" },
    ],
    cut: true,
  });
  expect(told.length).toBe(1);
});

describe("a pull request", () => {
  const states: Readonly<Record<string, readonly [object, object]>> = {
    "that is open": [{}, { state: "open", mergeCommit: undefined, mergeable: true, closedBy: undefined }],
    "of which it is not known whether it merges": [
      { mergeable: null, mergeable_state: "unknown" },
      { mergeable: undefined, mergeState: "unknown" },
    ],
    "that is merged": [
      { state: "closed", merged_at: "2026-11-20T11:00:00Z" },
      { state: "merged", mergeCommit: b, closedBy: undefined },
    ],
    "that somebody closed": [{ state: "closed" }, { state: "closed", closedBy: "kim" }],
    "of somebody who has left, without a text, from a fork that is gone": [
      { user: null, body: null, head: { ref: "x", sha: a, repo: null } },
      { author: "ghost", body: "", head: { branch: "x", commit: a, repository: undefined } },
    ],
    "that is merged when it is ready": [{ auto_merge: { merge_method: "squash" } }, { autoMerge: true }],
  };
  test.each(Object.entries(states))("%s is told so", async (_, [more, expected]) => {
    const { forge } = stubbed(server, {
      [`GET ${root}/pulls/7`]: json(200, pullBody(7, more)),
      [`GET ${root}/issues/7`]: json(200, { closed_by: { login: "kim" } }),
    });
    expect(await forge.pull(7)).toMatchObject(expected);
  });

  test("from a branch of that name in a fork, or to which the filter did not apply, is not from the branch", async () => {
    const head = (ref: string, full_name: string | undefined): object => ({
      head: { ref, sha: a, repo: full_name === undefined ? null : { full_name } },
    });
    const { forge, seen } = stubbed(server, {
      [`GET ${root}/pulls`]: json(200, [
        pullBody(1, head("x", "acme/rollouts")),
        pullBody(2, head("x", "mallory/rollouts")),
        pullBody(3, head("y", "acme/rollouts")),
        pullBody(4, head("x", undefined)),
        pullBody(5, head("x", "acme/rollouts")),
      ]),
    });
    expect((await forge.pullsFrom("x")).map(({ number }) => number)).toEqual([5, 1]);
    expect(new URL(seen[0]?.url ?? "", server.url).searchParams.get("head")).toBe("acme:x");
  });
});

test("of labels and reviewers, those are removed that were not put back", async () => {
  const label = (event: string, name: string): object => ({ event, label: { name } });
  const { forge } = stubbed(server, {
    [`GET ${root}/issues/7/events`]: json(200, [
      label("labeled", "a"),
      label("labeled", "b"),
      label("unlabeled", "a"),
      label("unlabeled", "b"),
      label("labeled", "b"),
      { event: "review_request_removed", requested_reviewer: { login: "ada" } },
      { event: "review_requested", requested_team: { slug: "web" } },
      { event: "review_request_removed", requested_team: { slug: "web" } },
      { event: "head_ref_force_pushed" },
    ]),
  });
  expect(await forge.removals(7)).toEqual({ labels: ["a"], reviewers: { people: ["ada"], teams: ["web"] }, readiness: false });
});

test("reviews keep their order and the commit that was looked at; a state that is not known is not guessed", async () => {
  const { forge } = stubbed(server, {
    [`GET ${root}/pulls/7/reviews`]: [
      json(200, [
        { user: { login: "ada" }, state: "CHANGES_REQUESTED", commit_id: a },
        { user: null, state: "APPROVED", commit_id: null },
      ]),
      json(200, [{ user: null, state: "BLESSED", commit_id: null }]),
    ],
  });
  expect(await forge.reviews(7)).toEqual([
    { author: "ada", state: "changes-requested", commit: a },
    { author: "ghost", state: "approved", commit: undefined },
  ]);
  expect((await faultOf(forge.reviews(7))).kind).toBe("garbled");
});

test("of checks of one name, the worst counts", async () => {
  const run = (name: string, conclusion: string | null) => ({
    name,
    status: conclusion === null ? "in_progress" : "completed",
    conclusion,
    output: { title: null },
  });
  const { forge } = stubbed(server, {
    [`GET ${root}/commits/${a}/status`]: json(200, {
      statuses: [
        { context: "rampart/gates", state: "success", description: "all pass" },
        { context: "build", state: "success", description: null },
        { context: "old", state: "error", description: null },
      ],
    }),
    [`GET ${root}/commits/${a}/check-runs`]: json(200, {
      check_runs: [
        run("build", "failure"),
        run("lint", "skipped"),
        run("slow", null),
        run("slow", "neutral"),
        run("odd", "action_required"),
      ],
    }),
  });
  expect(Object.fromEntries([...(await forge.checks(a))].map(([name, { state }]) => [name, state]))).toEqual({
    "rampart/gates": "success",
    build: "failure",
    old: "failure",
    lint: "success",
    slow: "pending",
    odd: "failure",
  });
});

describe("a merge queue", () => {
  const graph = (body: unknown): Reply => json(200, body);
  async function forgeWithPull(...replies: readonly Reply[]) {
    const { forge } = stubbed(server, { [`GET ${root}/pulls/7`]: json(200, pullBody(7)), "POST /graphql": replies });
    return { forge, pull: await forge.pull(7) };
  }
  const answers: Readonly<Record<string, readonly [unknown, boolean]>> = {
    "that it waits in": [{ data: { node: { isInMergeQueue: true } } }, true],
    "that it is not in": [{ data: { node: { isInMergeQueue: false } } }, false],
    "that the server knows nothing of": [{ errors: [{ message: "Field 'isInMergeQueue' doesn't exist on type 'PullRequest'" }] }, false],
  };
  test.each(Object.entries(answers))("%s", async (_, [body, queued]) => {
    const { forge, pull: seven } = await forgeWithPull(graph(body));
    expect(await forge.isQueued(seven)).toBe(queued);
  });

  test("of which GraphQL says that the limit is reached is asked about later", async () => {
    const limited = json(
      200,
      { errors: [{ type: "RATE_LIMITED", message: "API rate limit exceeded" }] },
      { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "9999999999" },
    );
    const { forge, pull: seven } = await forgeWithPull(limited);
    expect(await faultOf(forge.isQueued(seven))).toMatchObject({ kind: "limited", retryAt: 10_000_000_000 });
  });

  const refusals: Readonly<Record<string, readonly [string, string]>> = {
    "that may not be seen": ["FORBIDDEN", "unauthorized"],
    "that a scope lacks for": ["INSUFFICIENT_SCOPES", "unauthorized"],
    "of a pull request that is not there": ["NOT_FOUND", "missing"],
    "that is refused": ["UNPROCESSABLE", "invalid"],
  };
  test.each(Object.entries(refusals))("%s is a fault", async (_, [type, kind]) => {
    const { forge, pull: seven } = await forgeWithPull(graph({ data: null, errors: [{ type, message: "no" }] }));
    expect((await faultOf(forge.isQueued(seven))).kind).toBe(kind);
  });
});

describe("deployments", () => {
  test("come newest first, the newest with its state", async () => {
    const { forge } = stubbed(server, {
      [`GET ${root}/deployments`]: json(200, [
        { id: 4, sha: a, task: "t" },
        { id: 9, sha: b, task: "t" },
      ]),
      [`GET ${root}/deployments/9/statuses`]: json(200, [{ state: "in_progress" }]),
    });
    expect(await forge.deployments("production", "t")).toEqual([
      { id: 9, commit: b, task: "t", state: "in_progress" },
      { id: 4, commit: a, task: "t", state: undefined },
    ]);
  });

  test("that are none cost one request", async () => {
    const { forge, seen } = stubbed(server, { [`GET ${root}/deployments`]: json(200, []) });
    expect(await forge.deployments("production", "t")).toEqual([]);
    expect(seen.length).toBe(1);
  });
});
