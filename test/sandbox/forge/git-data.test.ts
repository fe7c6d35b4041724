import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type StartedForge, startForge } from "./start-forge.ts";

let started: StartedForge;
beforeAll(async () => {
  started = await startForge({ lawless: true });
});
afterAll(() => started[Symbol.asyncDispose]());

const none = "0123456789012345678901234567890123456789";
const blob = (path: string, content = "x"): object => ({ path, mode: "100644", type: "blob", content });

describe("a tree is refused", () => {
  test.each([
    ["with a path that climbs out", [blob("../x")], "tree.path contains a malformed path component"],
    ["with a path into .git", [blob(".git/config")], "tree.path contains a malformed path component"],
    ["with .git in other letters", [blob("a/.GiT/config")], "tree.path contains a malformed path component"],
    ["with an empty part of a path", [blob("a//b")], "tree.path contains a malformed path component"],
    ["with an absolute path", [blob("/a")], "tree.path contains a malformed path component"],
    ["with a blob that does not exist", [{ path: "a", mode: "100644", type: "blob", sha: none }], `tree.sha ${none} is not a valid blob`],
    ["with content and name at once", [{ ...blob("a"), sha: none }], "Must supply either tree.sha or tree.content, not both"],
    ["with a type that is not the mode's", [{ ...blob("a"), type: "tree" }], "tree.type tree does not fit the mode 100644"],
    ["with a folder's content", [{ path: "a", mode: "040000", type: "tree", content: "x" }], "tree.content is for blobs only"],
    ["with a file below a file", [blob("a"), blob("a/b")], "tree.path a is given twice"],
    ["without entries", [], "Invalid tree info"],
    ["with a mode that Git has not", [{ ...blob("a"), mode: "100777" }], "Invalid request."],
  ])("%s", async (_, tree, message) => {
    const { status, body } = await started.call("POST", "/git/trees", { tree });
    expect([status, body.message.split("\n")[0]]).toEqual([422, message]);
  });

  test("that takes away what is not there", async () => {
    const { status, body } = await started.call("POST", "/git/trees", {
      base_tree: "main",
      tree: [{ path: "nothing", mode: "100644", type: "blob", sha: null }],
    });
    expect([status, body.message]).toEqual([422, "GitRPC::BadObjectState"]);
  });
});

describe("a ref is refused", () => {
  test.each([
    ["without refs/", "heads/x", "Reference name must start with 'refs' and have at least two slashes."],
    ["with two dots", "refs/heads/a..b", "refs/heads/a..b is not a valid ref name."],
    ["with blanks and tildes", "refs/heads/a b~^", "refs/heads/a b~^ is not a valid ref name."],
    ["that ends in .lock", "refs/heads/a.lock", "refs/heads/a.lock is not a valid ref name."],
    ["with a line feed", "refs/heads/a\nb", "refs/heads/a\nb is not a valid ref name."],
    ["that exists", "refs/heads/main", "Reference already exists"],
    ["below a branch", "refs/heads/main/x", "Reference update failed"],
  ])("%s", async (_, ref, message) => {
    const sha = await started.git("rev-parse", "main");
    const { status, body } = await started.call("POST", "/git/refs", { ref, sha });
    expect([status, body.message]).toEqual([422, message]);
  });

  test("at an object that does not exist", async () => {
    const { status, body } = await started.call("POST", "/git/refs", { ref: "refs/heads/x", sha: none });
    expect([status, body.message]).toEqual([422, "Object does not exist"]);
  });

  test("above a branch", async () => {
    const sha = await started.commit("deep/branch", { a: "1" });
    const { status } = await started.call("POST", "/git/refs", { ref: "refs/heads/deep", sha });
    expect(status).toBe(422);
  });
});

test("a branch moves forward only, unless forced", async () => {
  const { call, commit, git } = started;
  const old = await git("rev-parse", "main");
  const young = await commit("moving", { a: "1" });
  const back = await call("PATCH", "/git/refs/heads/moving", { sha: old });
  expect([back.status, back.body.message]).toEqual([422, "Update is not a fast forward"]);
  expect(await git("rev-parse", "moving")).toBe(young);
  expect((await call("PATCH", "/git/refs/heads/moving", { sha: old, force: true })).status).toBe(200);
  expect(await git("rev-parse", "moving")).toBe(old);
});

test("a branch that is not there is neither moved nor deleted", async () => {
  const { call, git } = started;
  const sha = await git("rev-parse", "main");
  expect((await call("PATCH", "/git/refs/heads/nothing", { sha })).status).toBe(422);
  expect((await call("DELETE", "/git/refs/heads/nothing")).status).toBe(422);
  expect((await call("GET", "/git/ref/heads/nothing")).status).toBe(404);
});

test("objects are Git's own, byte for byte", async () => {
  const { call, git } = started;
  const { body } = await call("POST", "/git/trees", {
    base_tree: "main",
    tree: [
      blob("a.txt", "ä\n"),
      blob("a/b/c", "c"),
      { ...blob("run.sh", "#!/bin/sh\n"), mode: "100755" },
      { ...blob("link", "a.txt"), mode: "120000" },
      { path: "dist/prod/web/values.yaml", mode: "100644", type: "blob", sha: null },
    ],
  });
  expect(await git("ls-tree", "-r", "--format=%(objectmode) %(path)", body.sha)).toBe(
    ["100644 README.md", "100644 a.txt", "100644 a/b/c", "100644 environments/prod/web.yaml", "120000 link", "100755 run.sh"].join("\n"),
  );
  expect(await git("cat-file", "-p", `${body.sha}:a.txt`)).toBe("ä");
  const read = await call("GET", `/git/trees/${body.sha}?recursive=1`);
  expect(read.body.tree.map(({ path, mode }: { path: string; mode: string }) => `${mode} ${path}`)).toEqual([
    "100644 README.md",
    "100644 a.txt",
    "040000 a",
    "040000 a/b",
    "100644 a/b/c",
    "040000 environments",
    "040000 environments/prod",
    "100644 environments/prod/web.yaml",
    "120000 link",
    "100755 run.sh",
  ]);
  expect(await git("fsck", "--strict", "--no-dangling")).toBe("");
});

test("a commit follows the forge's clock and the caller's account", async () => {
  const at = Date.parse("2030-01-02T03:04:05Z");
  await using own = await startForge({ clock: () => at });
  const sha = await own.commit("x", { a: "1" });
  expect(await own.git("log", "-1", "--format=%an|%ae|%cI", sha)).toMatch(
    /^rampart-bot\|\d+\+rampart-bot@users\.noreply\.github\.com\|2030-01-02T03:04:05\+00:00$/,
  );
  const { headers } = await own.call("GET", "");
  expect(headers.get("date")).toBe("Wed, 02 Jan 2030 03:04:05 GMT");
});

test("only an App's commit without an author of its own is verified", async () => {
  const { call, git } = started;
  const [tree, parent] = [await git("rev-parse", "main^{tree}"), await git("rev-parse", "main")];
  const plain = { message: "m", tree, parents: [parent] };
  const author = { name: "A", email: "a@example.org", date: "2024-01-01T00:00:00Z" };
  const verified = async (body: object, token: string): Promise<unknown> =>
    (await call("POST", "/git/commits", body, token)).body.verification.verified;
  expect(await verified(plain, "ghs_actions")).toBe(true);
  expect(await verified({ ...plain, author }, "ghs_actions")).toBe(false);
  expect(await verified(plain, "ghp_bot")).toBe(false);
});

test.each([
  ["a tree that is not there", { message: "m", tree: none }, "Tree SHA does not exist"],
  ["a parent that is not there", { message: "m", parents: [none] }, "Parent SHA does not exist or is not a commit object"],
  ["a line feed in a name", { message: "m", author: { name: "a\nb", email: "x" } }, "Invalid request."],
  ["no message", {}, "Invalid request."],
])("a commit is refused with %s", async (_, body, message) => {
  const tree = await started.git("rev-parse", "main^{tree}");
  const answer = await started.call("POST", "/git/commits", { tree, ...body });
  expect([answer.status, answer.body.message.split("\n")[0]]).toEqual([422, message]);
});

test("contents are read by path and ref", async () => {
  const { call, commit } = started;
  await commit("content", { "d/ä b.txt": "hello\n" });
  const file = await call("GET", `/contents/d/${encodeURIComponent("ä b.txt")}?ref=content`);
  expect([file.body.type, Buffer.from(file.body.content, "base64").toString("utf8")]).toEqual(["file", "hello\n"]);
  const folder = await call("GET", "/contents/dist/");
  expect(folder.body.map(({ type, name }: { type: string; name: string }) => `${type} ${name}`)).toEqual(["dir prod"]);
  expect((await call("GET", "/contents/nothing")).status).toBe(404);
  expect((await call("GET", "/contents/README.md?ref=nothing")).body.message).toBe("No commit found for the ref nothing");
});

test("two branches are compared from where they parted", async () => {
  const { call, commit } = started;
  await commit("left", { "README.md": "# left\n" });
  await commit("right", { "right.txt": "1\n2\n" });
  const { body } = await call("GET", "/compare/left...right");
  expect([body.status, body.ahead_by, body.behind_by]).toEqual(["diverged", 1, 1]);
  expect(
    body.files.map(({ filename, status, patch }: { filename: string; status: string; patch: string }) => [filename, status, patch]),
  ).toEqual([["right.txt", "added", "@@ -0,0 +1,2 @@\n+1\n+2"]]);
  expect((await call("GET", "/compare/main...main")).body.status).toBe("identical");
  expect((await call("GET", "/compare/main...nothing")).status).toBe(404);
});

test("a rename, a deletion and a binary file are told as such", async () => {
  const { call, commit } = started;
  await commit("changed", { "README.md": null, "READ.md": "# gitops\n", "environments/prod/web.yaml": null, "b.bin": "a\0b" });
  const { body } = await call("GET", "/compare/main...changed");
  const told = body.files.map((file: { status: string; filename: string; previous_filename?: string; patch?: string }) =>
    [file.status, file.previous_filename, file.filename, file.patch === undefined ? "no patch" : "patch"].join(" "),
  );
  expect(told).toEqual(["renamed README.md READ.md no patch", "added  b.bin no patch", "removed  environments/prod/web.yaml patch"]);
});
