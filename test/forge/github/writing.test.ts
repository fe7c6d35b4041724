import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { MergeAnswer, Reviewers } from "../../../src/forge/forge.ts";
import { faultOf, json, no, openStub, pullBody, stubbed, type Replies, type Reply, type StubServer } from "./stub.ts";

let server: StubServer;
beforeAll(async () => {
  server = await openStub();
});
afterAll(() => server.stop());

const root = "/repos/acme/rollouts";
const [a, b] = ["a".repeat(40), "b".repeat(40)];
const invalid = (message: string): Reply => no(422, "Validation Failed", {}, [{ resource: "PullRequest", code: "custom", message }]);
const unresolved = no(422, "Could not resolve to a node with the global id of 'PR_7'.");

/** Bodies of the requests that were made, of one path. */
function sent(seen: readonly { readonly url: string; readonly body: string }[], path: string): readonly unknown[] {
  return seen.filter(({ url, body }) => url.startsWith(path) && body !== "").map(({ body }): unknown => JSON.parse(body));
}

describe("what is stored", () => {
  test("as a tree keeps to what is changed and removed", async () => {
    const { forge, seen } = stubbed(server, { [`POST ${root}/git/trees`]: json(201, { sha: b }) });
    expect(
      await forge.createTree(
        a,
        new Map([
          ["dist/x", "text"],
          ["gone", null],
        ]),
      ),
    ).toBe(b);
    expect(sent(seen, root)).toEqual([
      {
        base_tree: a,
        tree: [
          { path: "dist/x", mode: "100644", type: "blob", content: "text" },
          { path: "gone", mode: "100644", type: "blob", sha: null },
        ],
      },
    ]);
  });

  test("as a commit names neither author nor date, so that the forge signs it", async () => {
    const { forge, seen } = stubbed(server, { [`POST ${root}/git/commits`]: json(201, { sha: b }) });
    expect(await forge.createCommit({ tree: a, parents: [b], message: "m" })).toBe(b);
    expect(sent(seen, root)).toEqual([{ tree: a, parents: [b], message: "m" }]);
  });
});

describe("a branch", () => {
  test("that is there already is an answer", async () => {
    const { forge } = stubbed(server, { [`POST ${root}/git/refs`]: no(422, "Reference already exists") });
    expect(await forge.createBranch("x", a)).toBe("exists");
  });

  test("cannot be made of a commit that is not there", async () => {
    const { forge } = stubbed(server, { [`POST ${root}/git/refs`]: no(422, "Object does not exist") });
    expect((await faultOf(forge.createBranch("x", a))).kind).toBe("invalid");
  });

  const moves: Readonly<Record<string, readonly [Reply, string]>> = {
    "forward is moved": [json(200, { ref: "refs/heads/x", object: { sha: a } }), "moved"],
    "elsewhere is not": [no(422, "Update is not a fast forward"), "not-fast-forward"],
  };
  test.each(Object.entries(moves))("%s, never by force", async (_, [reply, answer]) => {
    const { forge, seen } = stubbed(server, { [`PATCH ${root}/git/refs/heads/rampart/x`]: reply });
    expect(await forge.advanceBranch("rampart/x", a)).toBe(answer);
    expect(sent(seen, root)).toEqual([{ sha: a, force: false }]);
  });

  test("that is gone is missing", async () => {
    const { forge } = stubbed(server, { [`PATCH ${root}/git/refs/heads/x`]: no(422, "Reference does not exist") });
    expect((await faultOf(forge.advanceBranch("x", a))).kind).toBe("missing");
  });
});

describe("a pull request", () => {
  const pull = { branch: "rampart/production/shop/half", base: "main", title: "t", body: "b", draft: true };

  test("that is there already is found and answered, even where lists lag behind", async () => {
    const { forge, slept } = stubbed(server, {
      [`POST ${root}/pulls`]: invalid("A pull request already exists for acme:rampart/production/shop/half."),
      [`GET ${root}/pulls`]: [json(200, []), json(200, [pullBody(6, { state: "closed" }), pullBody(7)])],
    });
    expect(await forge.openPull(pull)).toMatchObject({ number: 7, state: "open", mergeCommit: undefined });
    expect(slept).toEqual([1000]);
  });

  test("that is there already and never listed is waited for a while", async () => {
    const { forge, slept } = stubbed(server, {
      [`POST ${root}/pulls`]: invalid("A pull request already exists for acme:rampart/production/shop/half."),
      [`GET ${root}/pulls`]: json(200, []),
    });
    expect((await faultOf(forge.openPull(pull))).kind).toBe("temporary");
    expect(slept).toEqual([1000, 2000, 3000]);
  });

  test("without a commit says that it may be merged", async () => {
    const { forge } = stubbed(server, { [`POST ${root}/pulls`]: invalid("No commits between main and rampart/production/shop/half") });
    expect(await faultOf(forge.openPull(pull))).toMatchObject({ kind: "invalid", hint: expect.stringMatching(/merged meanwhile/) });
  });

  test("cannot be a draft everywhere", async () => {
    const { forge, seen } = stubbed(server, {
      [`POST ${root}/pulls`]: [no(422, "Draft pull requests are not supported in this repository."), json(201, pullBody(7))],
    });
    expect((await forge.openPull(pull)).draft).toBe(false);
    expect(sent(seen, root)).toMatchObject([{ draft: true }, { draft: false }]);
  });

  test("with a text that GitHub would refuse is not sent", async () => {
    const { forge, seen } = stubbed(server, {});
    const body = "x".repeat(65_537);
    for (const write of [forge.openPull({ ...pull, body }), forge.editPull(7, { body }), forge.comment(7, body)]) {
      expect(await faultOf(write)).toMatchObject({ kind: "invalid", message: expect.stringMatching(/65537 characters/) });
    }
    expect(seen.length).toBe(0);
  });

  test("is changed in what is named only", async () => {
    const { forge, seen } = stubbed(server, { [`PATCH ${root}/pulls/7`]: json(200, pullBody(7)) });
    await forge.editPull(7, { state: "closed" });
    expect(sent(seen, root)).toEqual([{ state: "closed" }]);
  });
});

describe("labels", () => {
  test("of a pull request that is not known everywhere yet are put on later", async () => {
    const { forge, slept, seen } = stubbed(server, {
      [`POST ${root}/issues/7/labels`]: [unresolved, unresolved, json(200, [{ name: "a" }])],
    });
    await forge.addLabels(7, ["a"]);
    expect([slept, seen.length]).toEqual([[1000, 2000], 3]);
  });

  test("of a pull request that stays unknown are given up", async () => {
    const { forge, seen } = stubbed(server, { [`POST ${root}/issues/7/labels`]: unresolved });
    expect((await faultOf(forge.addLabels(7, ["a"]))).kind).toBe("invalid");
    expect(seen.length).toBe(4);
  });

  test("that are none cost no request", async () => {
    const { forge, seen } = stubbed(server, {});
    await forge.addLabels(7, []);
    expect(await forge.requestReviews(7, { people: [], teams: [] })).toEqual({ people: [], teams: [] });
    expect(seen.length).toBe(0);
  });
});

describe("reviewers", () => {
  const path = `POST ${root}/pulls/7/requested_reviewers`;
  /** A forge with an author and collaborators that refuses all of them for one. */
  const strict =
    (author: string, collaborators: readonly string[], teams: readonly string[]): Reply =>
    (response, request) => {
      const asked: { reviewers?: string[]; team_reviewers?: string[] } = JSON.parse(request.body);
      const reply = (asked.reviewers ?? []).includes(author)
        ? no(422, "Review cannot be requested from pull request author.")
        : [...(asked.reviewers ?? [])].every((one) => collaborators.includes(one)) &&
            (asked.team_reviewers ?? []).every((one) => teams.includes(one))
          ? json(201, pullBody(7))
          : no(422, "Reviews may only be requested from collaborators.");
      reply(response, request);
    };
  const replies: Replies = {
    [path]: strict("Ada", ["kim", "lee"], ["web"]),
    [`GET ${root}/pulls/7`]: json(200, pullBody(7, { user: { login: "Ada" } })),
  };

  const cases: Readonly<Record<string, readonly [Reviewers, Reviewers, number]>> = {
    "who may all be asked are asked at once": [{ people: ["kim"], teams: ["web"] }, { people: [], teams: [] }, 1],
    "leave out the author": [{ people: ["Ada", "kim"], teams: ["web"] }, { people: ["Ada"], teams: [] }, 3],
    "that are the author alone are nobody": [{ people: ["Ada"], teams: [] }, { people: ["Ada"], teams: [] }, 2],
    "who cannot be asked are found one by one": [
      { people: ["kim", "mallory"], teams: ["web", "no"] },
      { people: ["mallory"], teams: ["no"] },
      5,
    ],
    "may hold both": [{ people: ["Ada", "mallory", "lee"], teams: [] }, { people: ["Ada", "mallory"], teams: [] }, 5],
  };
  test.each(Object.entries(cases))("%s", async (_, [asked, left, requests]) => {
    const { forge, seen } = stubbed(server, replies);
    expect(await forge.requestReviews(7, asked)).toEqual(left);
    expect(seen.length).toBe(requests);
  });
});

test("a status keeps to 140 characters, and no character is cut in two", async () => {
  const { forge, seen } = stubbed(server, { [`POST ${root}/statuses/${a}`]: json(201, { context: "rampart/gates" }) });
  await forge.setStatus(a, { context: "rampart/gates", state: "failure", description: "🚦".repeat(141), url: "https://x" });
  expect(sent(seen, root)).toEqual([
    { context: "rampart/gates", state: "failure", description: `${"🚦".repeat(139)}…`, target_url: "https://x" },
  ]);
});

test("a deployment waits for no check and merges nothing, and takes no other one down", async () => {
  const { forge, seen } = stubbed(server, {
    [`POST ${root}/deployments`]: json(201, { id: 9, sha: a, task: "rampart/shop" }),
    [`POST ${root}/deployments/9/statuses`]: json(201, { state: "in_progress" }),
  });
  const made = await forge.createDeployment({
    commit: a,
    environment: "production",
    task: "rampart/shop",
    description: "d",
    production: true,
  });
  await forge.setDeploymentState(made.id, "in_progress", "d");
  expect(made).toEqual({ id: 9, commit: a, task: "rampart/shop", state: undefined });
  expect(sent(seen, root)).toMatchObject([
    { ref: a, auto_merge: false, required_contexts: [], production_environment: true },
    { auto_inactive: false },
  ]);
});

test("a deployment that the forge puts off is not taken for one", async () => {
  const { forge } = stubbed(server, { [`POST ${root}/deployments`]: json(202, { message: "Auto-merged main into x" }) });
  const made = forge.createDeployment({ commit: a, environment: "production", task: "t", description: "", production: true });
  expect((await faultOf(made)).kind).toBe("garbled");
});

describe("a merge", () => {
  const path = `PUT ${root}/pulls/7/merge`;
  const unmergeable = no(405, "Pull Request is not mergeable");
  const at = (more: object): Replies => ({ [path]: unmergeable, [`GET ${root}/pulls/7`]: json(200, pullBody(7, more)) });
  const cases: Readonly<Record<string, readonly [Replies, MergeAnswer]>> = {
    "that is done names its commit": [{ [path]: json(200, { merged: true, sha: b, message: "" }) }, { kind: "merged", commit: b }],
    "of a branch with a newer commit is to be looked at again": [
      { [path]: no(409, "Head branch was modified. Review and try the merge again.") },
      { kind: "moved" },
    ],
    "into a branch that moved is to be looked at again": [
      { [path]: no(405, "Base branch was modified. Review and try the merge again.") },
      { kind: "moved" },
    ],
    "of which the forge does not know yet is waited for": [at({ mergeable: null, mergeable_state: "unknown" }), { kind: "waiting" }],
    "with a conflict is a person's": [
      at({ mergeable: false, mergeable_state: "dirty" }),
      { kind: "conflict", words: "Pull Request is not mergeable" },
    ],
    "that was done before names its commit": [at({ state: "closed", merged_at: "2026-11-20T11:00:00Z" }), { kind: "merged", commit: b }],
    "of what was closed is refused": [at({ state: "closed" }), { kind: "refused", words: "it is closed; Pull Request is not mergeable" }],
    "that rules forbid is refused in their words": [
      at({ mergeable_state: "blocked" }),
      { kind: "refused", words: "Pull Request is not mergeable" },
    ],
    "that lacks an approval is refused in the forge's words": [
      { [path]: no(405, "At least 1 approving review is required by reviewers with write access.") },
      { kind: "refused", words: "At least 1 approving review is required by reviewers with write access." },
    ],
    "by a method that is not allowed is refused": [
      { [path]: no(405, "Squash merges are not allowed on this repository.") },
      { kind: "refused", words: "Squash merges are not allowed on this repository." },
    ],
  };
  test.each(Object.entries(cases))("%s", async (_, [replies, answer]) => {
    const { forge, seen } = stubbed(server, replies);
    expect(await forge.merge(7, { head: a, method: "squash", title: "t", message: "m" })).toEqual(answer);
    expect(sent(seen, root)).toEqual([{ sha: a, merge_method: "squash", commit_title: "t", commit_message: "m" }]);
  });
});

describe("a merge that the forge is to do when it is ready", () => {
  const data = (value: unknown): Reply => json(200, { data: value });
  const error = (message: string): Reply => json(200, { data: null, errors: [{ type: "UNPROCESSABLE", message }] });
  const noQueue = data({ repository: { mergeQueue: null } });
  const queue = data({ repository: { mergeQueue: { id: "MQ_1" } } });
  const armed = data({ enablePullRequestAutoMerge: { pullRequest: { id: "PR_7" } } });
  const queued = data({ enqueuePullRequest: { mergeQueueEntry: { id: "MQE_1" } } });
  const old = json(200, { errors: [{ message: "Field 'mergeQueue' doesn't exist on type 'Repository'" }] });

  const cases: Readonly<Record<string, readonly [readonly Reply[], string]>> = {
    "is left to auto-merge": [[noQueue, armed], "armed"],
    "is left to auto-merge where the server knows no queues": [[old, armed], "armed"],
    "may be done now": [[noQueue, error("Pull request Pull request is in clean status")], "ready-now"],
    "may be done now where only an optional check fails": [
      [noQueue, error("Pull request Pull request is in unstable status")],
      "ready-now",
    ],
    "goes into the queue": [[queue, queued], "armed"],
    "is in the queue already": [[queue, error("Pull request is already in the merge queue")], "armed"],
    "goes into the queue when it may": [
      [queue, error("Pull request is not mergeable: required status checks have not succeeded"), armed],
      "armed",
    ],
  };
  test.each(Object.entries(cases))("%s", async (_, [graph, answer]) => {
    const { forge, seen } = stubbed(server, { [`GET ${root}/pulls/7`]: json(200, pullBody(7)), "POST /graphql": graph });
    expect(await forge.mergeWhenReady(await forge.pull(7), a, "squash")).toBe(answer);
    expect(seen.length).toBe(graph.length + 1);
    expect(sent(seen, "/graphql").slice(1)).toSatisfy((bodies: readonly { readonly variables: object }[]) =>
      bodies.every(({ variables }) => "head" in variables && variables.head === a),
    );
  });

  const faults: Readonly<Record<string, readonly [readonly Reply[], object]>> = {
    "is not armed for a newer head": [[noQueue, error("Expected head sha didn't match current head ref.")], { kind: "temporary" }],
    "is not queued for a newer head": [[queue, error("Head oid has changed, expected aaaa")], { kind: "temporary" }],
    "needs a setting of the repository": [
      [noQueue, error("Pull request Auto merge is not allowed for this repository")],
      { kind: "invalid", hint: expect.stringMatching(/Allow auto-merge/) },
    ],
    "of which the answer is lost is unclear": [[noQueue, (response) => void response.destroy()], { kind: "unclear" }],
  };
  test.each(Object.entries(faults))("%s", async (_, [graph, fault]) => {
    const { forge } = stubbed(server, { [`GET ${root}/pulls/7`]: json(200, pullBody(7)), "POST /graphql": graph });
    expect(await faultOf(forge.mergeWhenReady(await forge.pull(7), a, "squash"))).toMatchObject(fault);
  });

  test("is asked for beside the other API of GitHub Enterprise Server", async () => {
    const replies = { [`GET /api/v3${root}/pulls/7`]: json(200, pullBody(7)), "POST /api/graphql": [noQueue, armed] };
    const { forge } = stubbed(server, replies, { baseUrl: `${server.url}/api/v3/` });
    expect(await forge.mergeWhenReady(await forge.pull(7), a, "merge")).toBe("armed");
  });
});
