import { generateKeyPairSync } from "node:crypto";
import { afterEach, describe, expect, test } from "vitest";
import { createGitHub, type GitHubOptions } from "../../../src/forge/github/create-github.ts";
import { fetchTransport } from "../../../src/forge/github/connection/fetch-transport.ts";
import type { TokenSource } from "../../../src/forge/github/token/token-source.ts";
import { ForgeFault } from "../../../src/forge/forge-fault.ts";
import type { Forge } from "../../../src/forge/forge.ts";
import { faultKinds, type FaultKind } from "../../../src/sandbox/forge/faults.ts";
import { startForge, type StartedForge } from "../../sandbox/forge/start-forge.ts";
import { faultOf } from "./stub.ts";

/** Noon, by which the sandbox and we go unless a test says otherwise. */
const noon = Date.UTC(2026, 10, 20, 12);

let started: StartedForge | undefined;
afterEach(async () => {
  await started?.[Symbol.asyncDispose]();
  started = undefined;
});

async function sandbox(options: Parameters<typeof startForge>[0] = {}): Promise<StartedForge> {
  started = await startForge({ clock: () => noon, ...options });
  return started;
}

function connect({ forge }: StartedForge, token: TokenSource | string = "ghp_bot", more: Partial<GitHubOptions> = {}): Forge {
  return createGitHub({
    owner: "acme",
    repository: "gitops",
    baseUrl: `${forge.url}/api/v3`,
    token: typeof token === "string" ? { kind: "token", token, actions: false } : token,
    transport: fetchTransport,
    clock: () => noon / 1000,
    sleep: async () => undefined,
    timeout: 5000,
    ...more,
  });
}

const branch = "rampart/prod/web/two";

/** Opens a pull request as a step does. */
async function open(forge: Forge, draft = false) {
  const base = (await forge.branchHead("main")) ?? "";
  const tree = await forge.createTree(
    base,
    new Map([
      ["environments/prod/web.yaml", "stage: two\n"],
      ["dist/prod/web/values.yaml", null],
    ]),
  );
  const commit = await forge.createCommit({ tree, parents: [base], message: `Ramp\n\nRampart-Tree: ${tree}` });
  expect(await forge.createBranch(branch, commit)).toBe("created");
  const pull = await forge.openPull({ branch, base: "main", title: "Ramp", body: "Text", draft });
  return { base, tree, commit, pull };
}

describe("against the sandbox, every exchange legal by four of GitHub's descriptions,", () => {
  test("a step goes from the repository to the merge", async () => {
    const room = await sandbox();
    const forge = connect(room);
    expect(await forge.repository()).toMatchObject({ fullName: "acme/gitops", defaultBranch: "main", mayPush: true });
    expect(await forge.identity()).toEqual({ login: "rampart-bot", token: "classic" });
    expect(await forge.branches("rampart/")).toEqual(new Map());
    const { base, tree, commit, pull } = await open(forge);

    expect(await forge.createBranch(branch, commit)).toBe("exists");
    expect(await forge.openPull({ branch, base: "main", title: "Ramp", body: "", draft: false })).toMatchObject({ number: pull.number });
    expect(await forge.branches("rampart/")).toEqual(new Map([[branch, commit]]));
    expect([...(await forge.tree(commit)).keys()].toSorted()).toEqual(["README.md", "environments/prod/web.yaml"]);
    expect(await forge.text("environments/prod/web.yaml", branch)).toBe("stage: two\n");
    expect(await forge.text("dist/prod/web/values.yaml", branch)).toBeUndefined();
    expect(await forge.compare("main", branch)).toMatchObject({
      mergeBase: base,
      ahead: 1,
      behind: 0,
      commits: [{ sha: commit, tree, parents: [base] }],
      files: [
        { path: "dist/prod/web/values.yaml", blob: undefined, change: "removed" },
        { path: "environments/prod/web.yaml", change: "modified" },
      ],
      cut: false,
    });

    await forge.addLabels(pull.number, ["rampart", "production"]);
    expect(await forge.requestReviews(pull.number, { people: ["kim", "rampart-bot", "nobody"], teams: ["web"] })).toEqual({
      people: ["rampart-bot", "nobody"],
      teams: [],
    });
    await forge.comment(pull.number, "Hello");
    await forge.editPull(pull.number, { body: "Other text" });
    await forge.setStatus(commit, { context: "rampart/gates", state: "success", description: "all pass" });
    expect(await forge.statuses(commit)).toEqual(new Map([["rampart/gates", { state: "success", description: "all pass" }]]));
    expect(await forge.checks(commit)).toEqual(new Map([["rampart/gates", { state: "success", description: "all pass" }]]));
    expect(await forge.comments(pull.number)).toEqual([{ author: "rampart-bot", body: "Hello" }]);
    expect(await forge.openPulls("main")).toMatchObject([
      {
        number: pull.number,
        author: "rampart-bot",
        body: "Other text",
        labels: ["rampart", "production"],
        reviewers: { people: ["kim"], teams: ["web"] },
      },
    ]);

    await room.call("DELETE", `/issues/${pull.number}/labels/production`, undefined, "ghp_kim");
    await room.call("DELETE", `/pulls/${pull.number}/requested_reviewers`, { reviewers: ["kim"] }, "ghp_kim");
    const removed = { labels: ["production"], reviewers: { people: ["kim"], teams: [] } };
    expect(await forge.removals(pull.number)).toEqual({ ...removed, readiness: false });
    await forge.setDraft(pull, true);
    expect(await forge.removals(pull.number)).toEqual({ ...removed, readiness: true });
    await room.call("POST", `/pulls/${pull.number}/reviews`, { event: "APPROVE" }, "ghp_kim");
    expect(await forge.reviews(pull.number)).toEqual([{ author: "kim", state: "approved", commit }]);

    await forge.setDraft(pull, true);
    expect(await forge.pull(pull.number)).toMatchObject({ draft: true, mergeable: true, mergeState: "draft" });
    await forge.setDraft(pull, false);
    expect(await forge.isQueued(pull)).toBe(false);
    expect(await forge.mergeWhenReady(pull, commit, "squash")).toBe("ready-now");
    const merged = await forge.merge(pull.number, { head: commit, method: "squash", title: "Ramp (#1)", message: "" });
    expect(merged).toEqual({ kind: "merged", commit: await forge.branchHead("main") });
    expect(await forge.merge(pull.number, { head: commit, method: "squash", title: "", message: "" })).toEqual(merged);
    expect(await forge.pullsFrom(branch)).toMatchObject([{ state: "merged", mergeCommit: await forge.branchHead("main") }]);

    expect(forge.requests()).toBe(room.forge.requests.filter(({ login }) => login === "rampart-bot").length);
    expect(forge.serverTime()).toBe(noon / 1000);
  });

  test("a deployment is told with its state", async () => {
    const room = await sandbox();
    const forge = connect(room);
    const commit = (await forge.branchHead("main")) ?? "";
    const told = await forge.createDeployment({ commit, environment: "prod", task: "rampart/web", description: "d", production: true });
    await forge.setDeploymentState(told.id, "in_progress", "at two");
    expect(await forge.deployments("prod", "rampart/web")).toEqual([{ ...told, state: "in_progress" }]);
  });

  test("a branch moves forward and never by force, and a newer head is not merged", async () => {
    const room = await sandbox();
    const forge = connect(room);
    const { base, tree, commit, pull } = await open(forge);
    const next = await forge.createCommit({ tree, parents: [commit], message: "again" });
    const beside = await forge.createCommit({ tree, parents: [base], message: "beside" });
    expect(await forge.advanceBranch(branch, next)).toBe("moved");
    expect(await forge.advanceBranch(branch, beside)).toBe("not-fast-forward");
    expect(await forge.merge(pull.number, { head: commit, method: "merge", title: "t", message: "m" })).toEqual({ kind: "moved" });
    expect((await faultOf(forge.advanceBranch("rampart/prod/web/none", next))).kind).toBe("missing");
    await forge.editPull(pull.number, { state: "closed" });
    expect(await forge.pull(pull.number)).toMatchObject({ state: "closed", closedBy: "rampart-bot" });
    expect(await forge.merge(pull.number, { head: next, method: "merge", title: "t", message: "m" })).toMatchObject({ kind: "refused" });
  });

  test("a conflict is a person's, and what is not known yet is waited for", async () => {
    const room = await sandbox({ lag: { mergeable: 3 } });
    const forge = connect(room);
    const { commit, pull } = await open(forge);
    await room.commit("main", { "environments/prod/web.yaml": "stage: three\n" }, "main");
    const merge = () => forge.merge(pull.number, { head: commit, method: "merge", title: "t", message: "m" });
    const answers = [await merge(), await merge(), await merge(), await merge()];
    expect(answers[0]).toEqual({ kind: "waiting" });
    expect(answers.at(-1)).toMatchObject({ kind: "conflict" });
  });

  test("a pull request waits for its checks, or in the queue", async () => {
    const room = await sandbox({ protection: { main: { contexts: ["build"], queue: false } } });
    const forge = connect(room);
    const { commit, pull } = await open(forge);
    expect(await forge.merge(pull.number, { head: commit, method: "merge", title: "t", message: "m" })).toMatchObject({ kind: "refused" });
    expect((await faultOf(forge.mergeWhenReady(pull, "f".repeat(40), "merge"))).kind).toBe("temporary");
    expect(await forge.mergeWhenReady(pull, commit, "merge")).toBe("armed");
    expect((await forge.pull(pull.number)).autoMerge).toBe(true);
  });

  test("a branch with a queue takes what is ready into it, and what is not by auto-merge", async () => {
    const room = await sandbox({ protection: { main: { queue: true, contexts: ["build"] } } });
    const forge = connect(room);
    const { commit, pull } = await open(forge);
    expect(await forge.mergeWhenReady(pull, commit, "merge")).toBe("armed");
    expect([(await forge.pull(pull.number)).autoMerge, await forge.isQueued(pull)]).toEqual([true, false]);
  });

  test("lists and nodes that lag behind are waited for", async () => {
    const room = await sandbox({ lag: { list: 2, node: 2 } });
    const forge = connect(room);
    const { pull } = await open(forge);
    await forge.addLabels(pull.number, ["rampart"]);
    expect(await forge.openPull({ branch, base: "main", title: "Ramp", body: "", draft: false })).toMatchObject({ number: pull.number });
  });

  test("a repository that was renamed is read and told by its new name, and not written to", async () => {
    // Where a redirect leads to is not in the descriptions.
    const room = await sandbox({ renamedFrom: ["acme/old"], lawless: true });
    const forge = connect(room, "ghp_bot", { repository: "old" });
    expect((await forge.repository()).fullName).toBe("acme/gitops");
    expect((await faultOf(forge.createTree("a".repeat(40), new Map([["a", "b"]])))).kind).toBe("invalid");
  });

  const tokens: Readonly<Record<string, readonly [TokenSource, object]>> = {
    "a classic token": [
      { kind: "token", token: "ghp_bot", actions: false },
      { login: "rampart-bot", token: "classic" },
    ],
    "a fine-grained token": [
      { kind: "token", token: "github_pat_x", actions: false },
      { login: "rampart-bot", token: "fine-grained" },
    ],
    "a workflow's token, without a request,": [
      { kind: "token", token: "ghs_actions", actions: true },
      { login: "github-actions[bot]", token: "actions" },
    ],
    "a workflow's token by another variable": [
      { kind: "token", token: "ghs_actions", actions: false },
      { login: "github-actions[bot]", token: "actions" },
    ],
    "an installation's token": [
      { kind: "token", token: "ghs_other", actions: false },
      { login: "ramp[bot]", token: "app" },
    ],
  };
  test.each(Object.entries(tokens))("%s tells who we are", async (name, [source, identity]) => {
    const room = await sandbox({
      tokens: [
        { token: "ghp_bot", login: "rampart-bot" },
        { token: "github_pat_x", login: "rampart-bot" },
        { token: "ghs_actions", login: "github-actions[bot]" },
        { token: "ghs_other", login: "ramp[bot]" },
      ],
    });
    const before = room.forge.requests.length;
    const forge = connect(room, source);
    expect(await forge.identity()).toEqual(identity);
    expect(await forge.identity()).toEqual(identity);
    expect(room.forge.requests.length - before).toBe(name.includes("without") ? 0 : 1);
  });

  test("a token without the permission is told which one it lacks", async () => {
    const room = await sandbox({
      tokens: [
        { token: "ghp_bot", login: "rampart-bot" },
        { token: "github_pat_x", login: "rampart-bot", permissions: { contents: "read" } },
      ],
    });
    const fault = await faultOf(connect(room, "github_pat_x").comment(1, "b"));
    expect(["unauthorized", "missing"]).toContain(fault.kind);
    expect(fault.hint).toMatch(/pull_requests: write/);
  });

  test("an account that used its hour up is told until when", async () => {
    const room = await sandbox({ rateLimit: 6 });
    const forge = connect(room, "ghp_kim");
    for (let call = 0; call < 6; call += 1) await forge.branchHead("main");
    expect(await faultOf(forge.branchHead("main"))).toMatchObject({ kind: "limited", retryAt: noon / 1000 + 3601 });
  });
});

describe("what the sandbox does wrong", () => {
  /** What a comment ends as, and how many there are then. */
  const writes: Readonly<Record<FaultKind, readonly [string, number]>> = {
    "drop-before": ["unclear", 0],
    "drop-after": ["unclear", 1],
    "reset-mid-body": ["unclear", 1],
    "500": ["unclear", 0],
    "502-after": ["unclear", 1],
    "429": ["done", 1],
    "403-secondary": ["done", 1],
    "html-200": ["garbled", 0],
    "cut-json": ["garbled", 1],
    hang: ["unclear", 0],
  };

  test("leaves of a comment what is told of it, and never two", async () => {
    const room = await sandbox();
    const number = await room.open("x", { a: "b" });
    for (const kind of faultKinds) {
      const forge = connect(room, "ghp_bot", { timeout: kind === "hang" ? 50 : 5000 });
      const before = room.forge.state.comments.length;
      room.forge.faults.reset();
      room.forge.faults.at(1, kind);
      const ended = await forge.comment(number, kind).then(
        () => "done",
        (error: unknown) => (error instanceof ForgeFault ? error.kind : error),
      );
      expect([kind, ended, room.forge.state.comments.length - before]).toEqual([kind, ...writes[kind]]);
    }
  });

  test("to one reading is healed by asking again, but for a login page", async () => {
    const room = await sandbox();
    for (const kind of faultKinds) {
      const forge = connect(room, "ghp_bot", { timeout: kind === "hang" ? 200 : 5000 });
      room.forge.faults.reset();
      room.forge.faults.at(1, kind);
      const ended = await forge.branchHead("main").then(
        (head) => head?.length,
        (error: unknown) => (error instanceof ForgeFault ? error.kind : error),
      );
      expect([kind, ended]).toEqual([kind, kind === "html-200" ? "garbled" : 40]);
    }
  });
});

describe("a GitHub App", () => {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs1", format: "pem" },
  });
  const app = { id: 42, slug: "ramp", publicKey, installationId: 7 };
  const source: TokenSource = { kind: "app", id: "42", privateKey, installation: undefined };

  test("finds its installation, acts by one token and is known by its slug", async () => {
    const room = await sandbox({ app });
    const forge = connect(room, source);
    expect(await forge.identity()).toEqual({ login: "ramp[bot]", token: "app" });
    const { pull } = await open(forge);
    expect(pull.author).toBe("ramp[bot]");
    const paths = room.forge.requests.map(({ path }) => path);
    expect(paths.filter((path) => path.endsWith("/installation")).length).toBe(1);
    expect(paths.filter((path) => path.endsWith("/access_tokens")).length).toBe(1);
  });

  test("asks for one token, whoever waits for it", async () => {
    const room = await sandbox({ app });
    const forge = connect(room, { ...source, installation: 7 });
    await Promise.all([forge.repository(), forge.branchHead("main"), forge.branches("rampart/")]);
    expect(room.forge.requests.filter(({ path }) => path.endsWith("/access_tokens")).length).toBe(1);
  });

  test("gets a new token before the old one ends, and where it was taken away", async () => {
    let now = noon;
    const room = await sandbox({ app, clock: () => now });
    const forge = connect(room, source);
    await forge.repository();
    now += 59 * 60_000;
    // Our last answer is of an hour ago, so the first of these still tries the old token.
    await forge.repository();
    room.forge.state.installationTokens.length = 0;
    await forge.createTree((await forge.branchHead("main")) ?? "", new Map([["a", "b"]]));
    expect(room.forge.requests.filter(({ path }) => path.endsWith("/access_tokens")).length).toBeGreaterThan(1);
  });

  test.each([-3600, 3600])("is believed though our clock is %i s off", async (skew) => {
    const room = await sandbox({ app });
    const forge = connect(room, source, { clock: () => noon / 1000 + skew });
    expect((await forge.repository()).fullName).toBe("acme/gitops");
  });

  test("that is not installed says so", async () => {
    const room = await sandbox({ app });
    await expect(connect(room, source, { repository: "other" }).repository()).rejects.toThrow(/not installed at acme\/other/);
  });

  test("with a key that cannot sign says so, without the key", async () => {
    const room = await sandbox({ app });
    const broken = "-----BEGIN PRIVATE KEY-----\nCANARYCANARYCANARY\n-----END PRIVATE KEY-----\n";
    const thrown: unknown = await connect(room, { ...source, privateKey: broken })
      .repository()
      .catch((error: unknown) => error);
    expect(String(thrown)).toMatch(/not a private key that can sign/);
    expect(String(thrown)).not.toContain("CANARY");
  });

  test("whose key is another one's is not taken", async () => {
    const other = generateKeyPairSync("rsa", {
      modulusLength: 2048,
      publicKeyEncoding: { type: "spki", format: "pem" },
      privateKeyEncoding: { type: "pkcs8", format: "pem" },
    });
    const room = await sandbox({ app });
    expect((await faultOf(connect(room, { ...source, privateKey: other.privateKey }).repository())).kind).toBe("unauthorized");
  });
});
