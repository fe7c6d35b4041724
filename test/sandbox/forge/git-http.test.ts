import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";
import { expect, test } from "vitest";
import { serveForge } from "../../../src/sandbox/forge/serve-forge.ts";
import { expectLegal } from "../../openapi/check-exchange.ts";
import { startForge } from "./start-forge.ts";

test("a clone has the files byte for byte, and a push moves the branch and its pull request", async () => {
  await using started = await startForge();
  const { forge, open, atDesk, git, call } = started;
  const number = await open("x", { "a.txt": "ä\r\n" });
  expect((await atDesk("kim", "clone", "--quiet", "--branch", "x", forge.gitUrlWith("ghp_kim"), ".")).stderr).toBe("");
  expect(await readFile(join(forge.folder, "../kim/a.txt"), "utf8")).toBe("ä\r\n");
  await atDesk("kim", "commit", "--quiet", "--allow-empty", "-m", "mine");
  expect((await atDesk("kim", "push", "--quiet")).status).toBe(0);
  const { body } = await call("GET", `/pulls/${number}`);
  expect([body.head.sha, body.commits]).toEqual([await git("rev-parse", "x"), 2]);
  expect(await git("fsck", "--strict", "--no-dangling")).toBe("");
});

test("a person may rewrite and delete branches, but not the heads that GitHub keeps", async () => {
  await using started = await startForge();
  const { forge, open, atDesk, call } = started;
  const number = await open("x", { a: "1" });
  await atDesk("kim", "clone", "--quiet", "--branch", "x", forge.gitUrlWith("ghp_kim"), ".");
  await atDesk("kim", "commit", "--quiet", "--amend", "-m", "rewritten");
  expect((await atDesk("kim", "push", "--quiet")).status).not.toBe(0);
  expect((await atDesk("kim", "push", "--quiet", "--force")).status).toBe(0);
  expect((await atDesk("kim", "push", "--quiet", "origin", `HEAD:refs/pull/${number}/head`)).status).not.toBe(0);
  await atDesk("kim", "push", "--quiet", "--delete", "origin", "x");
  expect((await call("GET", `/pulls/${number}`)).body.state).toBe("closed");
});

test("a push asks for a token that may write", async () => {
  await using started = await startForge();
  const { forge, atDesk } = started;
  const push = async (url: string): Promise<number> => {
    await atDesk("desk", "init", "--quiet");
    await atDesk("desk", "commit", "--quiet", "--allow-empty", "-m", "x");
    return (await atDesk("desk", "push", "--quiet", url, "HEAD:refs/heads/pushed")).status;
  };
  expect([await push(forge.gitUrl), await push(forge.gitUrlWith("ghp_reader")), await push(forge.gitUrlWith("nonsense"))]).not.toContain(0);
  expect(await push(forge.gitUrlWith("ghp_kim"))).toBe(0);
});

test("a packed repository reads the same", async () => {
  await using started = await startForge();
  const { open, call, git } = started;
  const number = await open("x", { a: "1" });
  const before = await call("GET", `/pulls/${number}`);
  await git("repack", "-a", "-d", "--quiet");
  await git("prune-packed");
  await git("pack-refs", "--all", "--prune");
  const again = await serveForge({ folder: started.forge.folder, observe: expectLegal });
  const read = async (path: string): Promise<unknown> => {
    const response = await fetch(`${again.url}/repos/acme/gitops${path}`);
    return JSON.parse(await response.text());
  };
  expect(await read("/git/ref/heads/x")).toMatchObject({ object: { sha: before.body.head.sha } });
  expect(await read("/contents/a?ref=x")).toMatchObject({ content: "MQ==\n" });
  expect(await read("/git/ref/heads/nothing")).toMatchObject({ message: "Not Found" });
  expect(await read(`/git/commits/${"0".repeat(40)}`)).toMatchObject({ message: "Not Found" });
  await again.close();
});

test("branches may be named in any letters", async () => {
  await using started = await startForge();
  const { commit, call, atDesk, forge } = started;
  const sha = await commit("Füchse/日本 語".replace(" ", "-"), { a: "1" });
  const name = encodeURIComponent("Füchse/日本-語");
  expect((await call("GET", `/git/ref/heads/${name}`)).body.object.sha).toBe(sha);
  expect((await call("GET", `/compare/main...${name}`)).body.ahead_by).toBe(1);
  expect((await atDesk("kim", "clone", "--quiet", "--branch", "Füchse/日本-語", forge.gitUrl, ".")).stderr).toBe("");
});

test("a client that goes away in mid-sentence has asked nothing", async () => {
  await using started = await startForge();
  const { port } = new URL(started.forge.url);
  const socket = connect(Number(port), "127.0.0.1");
  socket.write("POST /repos/acme/gitops/labels HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{", () => socket.destroy());
  await once(socket, "close");
  expect((await started.call("GET", "/labels")).body).toEqual([]);
  expect(started.forge.requests).toHaveLength(1);
});

test("what was kept is there after a restart", async () => {
  const started = await startForge({ keep: true });
  const number = await started.open("x", { a: "1" }, { body: "kept" });
  await started.call("POST", `/issues/${number}/labels`, { labels: ["rampart"] });
  const again = await serveForge({ folder: started.forge.folder, keep: true, observe: expectLegal });
  const response = await fetch(`${again.url}/repos/acme/gitops/pulls?head=acme:x`, { headers: { authorization: "token ghp_bot" } });
  const [pull] = JSON.parse(await response.text());
  expect([pull.body, pull.labels[0].name, pull.head.sha]).toEqual(["kept", "rampart", await started.git("rev-parse", "x")]);
  await again.close();
  await started[Symbol.asyncDispose]();
});

test("GitHub Enterprise's paths lead to the same", async () => {
  await using started = await startForge({ enterprise: "3.19.0" });
  const { call } = started;
  const { body, headers } = await call("GET", "//api/v3/repos/acme/gitops");
  expect([body.full_name, headers.get("x-github-enterprise-version")]).toEqual(["acme/gitops", "enterprise-server@3.19.0"]);
  expect((await call("POST", "//api/graphql", { query: "{ viewer { login } }" })).body).toEqual({
    data: { viewer: { login: "rampart-bot" } },
  });
});

test("answers lag as they are told to", async () => {
  await using started = await startForge({ lag: { list: 3, mergeable: 2, node: 1, merge: 1 } });
  const { open, call } = started;
  const number = await open("x", { a: "1" });
  const listed = async (): Promise<number> => (await call("GET", "/pulls?head=acme:x")).body.length;
  expect([await listed(), await listed(), await listed()]).toEqual([0, 0, 1]);
  const twin = await call("POST", "/pulls", { title: "t", head: "x", base: "main" });
  expect(twin.status).toBe(422);
  const known = async (): Promise<unknown> => (await call("GET", `/pulls/${number}`)).body.mergeable;
  expect([await known(), await known(), await known()]).toEqual([null, null, true]);
  const other = await open("y", { b: "1" });
  const label = async (): Promise<number> => (await call("POST", `/issues/${other}/labels`, { labels: ["l"] })).status;
  expect([await label(), await label()]).toEqual([422, 200]);
  const merge = async (): Promise<number> => (await call("PUT", `/pulls/${number}/merge`)).status;
  expect([await merge(), await merge()]).toEqual([405, 200]);
});
