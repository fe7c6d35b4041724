import { describe, expect, test } from "vitest";
import type { Answer } from "./start-forge.ts";
import { startForge } from "./start-forge.ts";

const merge = { commit_title: "Advance" };

describe("a merge keeps what landed on main", () => {
  test.each([
    ["merge", 2, ["Advance", "change second", "change first"]],
    ["squash", 1, ["Advance"]],
    ["rebase", 1, ["change second"]],
  ])("by %s", async (method, parents, newest) => {
    await using started = await startForge();
    const { open, call, git } = started;
    const first = await open("first", { "first.txt": "1\n" });
    const second = await open("second", { "second.txt": "2\n" });
    for (const [number, branch] of [
      [first, "first"],
      [second, "second"],
    ] as const) {
      const sha = await git("rev-parse", branch);
      const { status, body } = await call("PUT", `/pulls/${number}/merge`, { ...merge, merge_method: method, sha });
      expect([status, body.merged, body.sha]).toEqual([200, true, await git("rev-parse", "main")]);
    }
    expect(await git("ls-tree", "-r", "--name-only", "main")).toBe(
      ["README.md", "dist/prod/web/values.yaml", "environments/prod/web.yaml", "first.txt", "second.txt"].join("\n"),
    );
    expect((await git("log", "-1", "--format=%P", "main")).split(" ")).toHaveLength(parents);
    const subjects = (await git("log", "--format=%s", "main")).split("\n");
    expect(subjects.filter((subject) => newest.includes(subject)).length).toBeGreaterThanOrEqual(newest.length);
    expect(await git("fsck", "--strict", "--no-dangling")).toBe("");
    const { body } = await call("GET", `/pulls/${second}`);
    expect([body.state, body.merged, body.merged_by.login, body.merge_commit_sha, body.commits, body.changed_files]).toEqual([
      "closed",
      true,
      "rampart-bot",
      await git("rev-parse", "main"),
      1,
      1,
    ]);
  });
});

test("two changes of one line conflict, and nothing is merged", async () => {
  await using started = await startForge();
  const { open, call, git } = started;
  const first = await open("first", { "README.md": "# one\n" });
  const second = await open("second", { "README.md": "# two\n" });
  await call("PUT", `/pulls/${first}/merge`);
  const main = await git("rev-parse", "main");
  const { body } = await call("GET", `/pulls/${second}`);
  expect([body.mergeable, body.mergeable_state, body.merge_commit_sha]).toEqual([false, "dirty", null]);
  for (const method of ["merge", "squash", "rebase"]) {
    const answer = await call("PUT", `/pulls/${second}/merge`, { merge_method: method });
    expect([answer.status, answer.body.message]).toEqual([405, "Pull Request is not mergeable"]);
  }
  expect(await git("rev-parse", "main")).toBe(main);
});

test("two changes of different lines of one file merge, also by rebase over three commits", async () => {
  await using started = await startForge();
  const { open, call, commit, git } = started;
  const lines = (...changed: readonly number[]): string =>
    Array.from({ length: 20 }, (_, line) => `${line}${changed.includes(line) ? "!" : ""}\n`).join("");
  const base = await open("base", { "f.txt": lines() });
  await call("PUT", `/pulls/${base}/merge`);
  const top = await open("top", { "f.txt": lines(0) });
  const bottom = await open("bottom", { "f.txt": lines(10) });
  await commit("bottom", { "f.txt": lines(10, 19) }, "bottom");
  await commit("bottom", { "g.txt": "g\n" }, "bottom");
  await call("PUT", `/pulls/${top}/merge`);
  const { status } = await call("PUT", `/pulls/${bottom}/merge`, { merge_method: "rebase" });
  expect([status, `${await git("show", "main:f.txt")}\n`]).toEqual([200, lines(0, 10, 19)]);
  expect((await git("rev-list", "--count", "--no-merges", "main^..main")).trim()).toBe("1");
  expect(await git("fsck", "--strict", "--no-dangling")).toBe("");
});

describe("a merge is refused", () => {
  const refused = async (answer: Promise<Answer>): Promise<unknown> => {
    const { status, body } = await answer;
    return [status, body.message];
  };

  test("with another head, a draft, a method that is off, and a second time", async () => {
    await using started = await startForge({ mergeMethods: ["squash"] });
    const { open, call, git, commit } = started;
    const number = await open("x", { a: "1" }, { draft: true });
    const old = await git("rev-parse", "x");
    const path = `/pulls/${number}/merge`;
    expect(await refused(call("PUT", path, { merge_method: "squash" }))).toEqual([405, "Pull Request is still a draft"]);
    const ready = "mutation($id: ID!) { markPullRequestReadyForReview(input: { pullRequestId: $id }) { pullRequest { isDraft } } }";
    await call("POST", "//graphql", { query: ready, variables: { id: (await call("GET", `/pulls/${number}`)).body.node_id } });
    await commit("x", { a: "2" }, "x");
    expect(await refused(call("PUT", path, { merge_method: "squash", sha: old }))).toEqual([
      409,
      "Head branch was modified. Review and try the merge again.",
    ]);
    expect(await refused(call("PUT", path))).toEqual([405, "Merge commits are not allowed on this repository."]);
    expect((await call("PUT", path, { merge_method: "squash" })).status).toBe(200);
    expect(await refused(call("PUT", path, { merge_method: "squash" }))).toEqual([405, "Pull Request is not mergeable"]);
  });

  test("until approvals and contexts are there", async () => {
    await using started = await startForge({
      protection: { main: { approvals: 2, contexts: ["rampart/gates", "build"], dismissStale: true } },
    });
    const { open, call, git, commit } = started;
    const number = await open("x", { a: "1" });
    const path = `/pulls/${number}/merge`;
    const approve = (token: string): Promise<Answer> => call("POST", `/pulls/${number}/reviews`, { event: "APPROVE" }, token);
    const needed = "At least 2 approving reviews are required by reviewers with write access.";
    expect(await refused(call("PUT", path))).toEqual([
      405,
      `${needed} Required status check "rampart/gates" is expected. Required status check "build" is expected.`,
    ]);
    await approve("ghp_kim");
    await approve("ghp_reader");
    const head = await git("rev-parse", "x");
    await call("POST", `/statuses/${head}`, { state: "pending", context: "rampart/gates" });
    await call("POST", "/check-runs", { name: "build", head_sha: head, conclusion: "failure" }, "ghs_actions");
    expect(await refused(call("PUT", path))).toEqual([
      405,
      `${needed} Required status check "rampart/gates" is pending. Required status check "build" is failing.`,
    ]);
    expect((await call("GET", `/pulls/${number}`)).body.mergeable_state).toBe("blocked");
    await approve("ghp_alex");
    await call("POST", `/statuses/${head}`, { state: "success", context: "rampart/gates" });
    await call("POST", "/check-runs", { name: "build", head_sha: head, conclusion: "skipped" }, "ghs_actions");
    expect((await call("GET", `/pulls/${number}`)).body.mergeable_state).toBe("clean");
    await commit("x", { a: "2" }, "x");
    expect((await call("GET", `/pulls/${number}/reviews`)).body.map(({ state }: { state: string }) => state)).toEqual([
      "DISMISSED",
      "DISMISSED",
      "DISMISSED",
    ]);
    expect((await call("PUT", path)).status).toBe(405);
  });

  test("when the head lacks the base's newest commit and must have it", async () => {
    await using started = await startForge({ protection: { main: { strict: true } } });
    const { open, call } = started;
    const [first, second] = [await open("a", { a: "1" }), await open("b", { b: "1" })];
    await call("PUT", `/pulls/${first}/merge`);
    expect((await call("GET", `/pulls/${second}`)).body.mergeable_state).toBe("behind");
    expect(await refused(call("PUT", `/pulls/${second}/merge`))).toEqual([405, "Head branch is out of date"]);
  });
});

test("nobody reviews their own pull request", async () => {
  await using started = await startForge();
  const number = await started.open("own", { a: "1" });
  const { status, body } = await started.call("POST", `/pulls/${number}/reviews`, { event: "APPROVE" });
  expect([status, body.errors]).toEqual([422, ["Can not approve your own pull request"]]);
});

test("a protected branch takes pull requests only, whichever way one comes", async () => {
  await using started = await startForge({ protection: { main: {} } });
  const { call, commit, atDesk, forge, git } = started;
  const sha = await commit("x", { a: "1" });
  const answer = await call("PATCH", "/git/refs/heads/main", { sha });
  expect([answer.status, answer.body.message]).toEqual([422, "Changes must be made through a pull request."]);
  await atDesk("kim", "clone", "--quiet", forge.gitUrlWith("ghp_kim"), ".");
  const main = await git("rev-parse", "main");
  const { status, stderr } = await atDesk("kim", "push", "origin", "origin/x:refs/heads/main");
  expect([status === 0, stderr.includes("deny updating a hidden ref"), await git("rev-parse", "main")]).toEqual([false, true, main]);
});

const graph = (name: string, more = ""): string =>
  `mutation($id: ID!) { ${name}(input: { pullRequestId: $id${more} }) { clientMutationId } }`;

describe("auto-merge", () => {
  test("merges when the last thing that lacks arrives", async () => {
    await using started = await startForge({ protection: { main: { approvals: 1, contexts: ["ci"] } } });
    const { open, call, git } = started;
    const number = await open("x", { a: "1" });
    const { node_id: id } = (await call("GET", `/pulls/${number}`)).body;
    const head = await git("rev-parse", "x");
    const stale = await call("POST", "//graphql", {
      query: graph("enablePullRequestAutoMerge", ", expectedHeadOid: $head"),
      variables: { id, head: "0".repeat(40) },
    });
    expect(stale.body.errors[0].message).toContain("Head branch was modified");
    await call("POST", "//graphql", { query: graph("enablePullRequestAutoMerge", ", mergeMethod: SQUASH"), variables: { id } });
    expect((await call("GET", `/pulls/${number}`)).body.auto_merge.merge_method).toBe("squash");
    await call("POST", `/statuses/${head}`, { state: "success", context: "ci" });
    expect((await call("GET", `/pulls/${number}`)).body.merged).toBe(false);
    await call("POST", `/pulls/${number}/reviews`, { event: "APPROVE" }, "ghp_kim");
    const { body } = await call("GET", `/pulls/${number}`);
    expect([body.merged, body.merged_by.login, body.auto_merge]).toEqual([true, "rampart-bot", null]);
    expect(await git("log", "-1", "--format=%s", "main")).toBe(`change x (#${number})`);
  });

  test.each([
    ["what merges already", { main: { approvals: 0 } }, true, "Pull request Pull request is in clean status"],
    ["a branch without rules", {}, true, "Pull request Protected branch rules not configured for this branch"],
    [
      "a repository that does not allow it",
      { main: { approvals: 1 } },
      false,
      "Pull request Auto merge is not allowed for this repository",
    ],
  ])("refuses %s", async (_, protection, autoMerge, message) => {
    await using started = await startForge({ protection, autoMerge });
    const number = await started.open("x", { a: "1" });
    const { node_id: id } = (await started.call("GET", `/pulls/${number}`)).body;
    const { body } = await started.call("POST", "//graphql", { query: graph("enablePullRequestAutoMerge"), variables: { id } });
    expect([body.data, body.errors[0].message]).toEqual([{ enablePullRequestAutoMerge: null }, message]);
  });
});

test("a merge queue merges in order, and leaves out who was pushed to or does not merge", async () => {
  await using started = await startForge({ protection: { main: { queue: true } } });
  const { open, call, commit, forge } = started;
  const numbers = [await open("a", { "README.md": "# a\n" }), await open("b", { "README.md": "# b\n" }), await open("c", { c: "1" })];
  for (const number of numbers) {
    const { node_id: id } = (await call("GET", `/pulls/${number}`)).body;
    const { body } = await call("POST", "//graphql", {
      query:
        "mutation($id: ID!) { enqueuePullRequest(input: { pullRequestId: $id }) { mergeQueueEntry { position pullRequest { number } } } }",
      variables: { id },
    });
    expect(body.data.enqueuePullRequest.mergeQueueEntry).toEqual({ position: number, pullRequest: { number } });
  }
  const refused = await call("PUT", "/pulls/1/merge");
  expect([refused.status, refused.body.message]).toEqual([405, "Changes must be made through the merge queue"]);
  await commit("c", { c: "2" }, "c");
  expect([await forge.advanceQueue(), await forge.advanceQueue(), await forge.advanceQueue()]).toEqual([
    { number: 1, merged: true },
    { number: 2, merged: false },
    undefined,
  ]);
});
