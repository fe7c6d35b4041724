import { afterAll, beforeAll, expect, test } from "vitest";
import { type StartedForge, startForge } from "./start-forge.ts";

let started: StartedForge;
let head: string;
beforeAll(async () => {
  started = await startForge({ lawless: true });
  head = await started.git("rev-parse", "main");
});
afterAll(() => started[Symbol.asyncDispose]());

const note = { path: "a", start_line: 1, end_line: 1, annotation_level: "notice", message: "m" };
const output = { title: "t", summary: "s" };

test.each([
  ["a status of 141 letters", "/statuses/{head}", { state: "success", description: "x".repeat(141) }, "ghp_bot"],
  ["a status of an unknown state", "/statuses/{head}", { state: "neutral" }, "ghp_bot"],
  ["a status with a link that is none", "/statuses/{head}", { state: "success", target_url: "javascript:alert(1)" }, "ghp_bot"],
  ["a status of a commit that is not there", `/statuses/${"0".repeat(40)}`, { state: "success" }, "ghp_bot"],
  ["a completed check without a conclusion", "/check-runs", { name: "x", head_sha: "{head}", status: "completed" }, "ghs_actions"],
  [
    "a check that ended without a conclusion",
    "/check-runs",
    { name: "x", head_sha: "{head}", completed_at: "2026-01-01T00:00:00Z" },
    "ghs_actions",
  ],
  [
    "51 annotations",
    "/check-runs",
    { name: "x", head_sha: "{head}", output: { ...output, annotations: Array.from({ length: 51 }, () => note) } },
    "ghs_actions",
  ],
  [
    "a summary of 65,536 letters",
    "/check-runs",
    { name: "x", head_sha: "{head}", output: { title: "t", summary: "x".repeat(65_536) } },
    "ghs_actions",
  ],
  ["a deployment of nothing", "/deployments", { ref: "nothing" }, "ghp_bot"],
  ["a deployment described in 141 letters", "/deployments", { ref: "main", description: "x".repeat(141) }, "ghp_bot"],
])("%s is refused", async (_, path, body, token) => {
  const filled: unknown = JSON.parse(JSON.stringify(body).replaceAll("{head}", head));
  expect((await started.call("POST", path.replace("{head}", head), filled, token)).status).toBe(422);
});

test("the newest status of a context counts, and all together give one state", async () => {
  const { call, commit } = started;
  const sha = await commit("s", { a: "1" });
  const state = async (): Promise<unknown> => {
    const { body } = await call("GET", `/commits/${sha}/status`);
    return [body.state, body.total_count];
  };
  expect(await state()).toEqual(["pending", 0]);
  await call("POST", `/statuses/${sha}`, { state: "failure", context: "a" });
  await call("POST", `/statuses/${sha}`, { state: "success", context: "b" });
  expect(await state()).toEqual(["failure", 2]);
  await call("POST", `/statuses/${sha}`, { state: "success", context: "a" });
  expect(await state()).toEqual(["success", 2]);
  expect(
    (await call("GET", "/commits/s/statuses")).body.map((one: { state: string; context: string }) => `${one.context} ${one.state}`),
  ).toEqual(["a success", "b success", "a failure"]);
});

test("annotations are kept and added to, and a conclusion completes", async () => {
  const { call } = started;
  const { body } = await call(
    "POST",
    "/check-runs",
    { name: "gates", head_sha: head, status: "in_progress", output: { ...output, annotations: [note] } },
    "ghs_actions",
  );
  expect([body.status, body.conclusion]).toEqual(["in_progress", null]);
  const changed = await call(
    "PATCH",
    `/check-runs/${body.id}`,
    { conclusion: "success", output: { summary: "s", annotations: [note] } },
    "ghs_actions",
  );
  expect([changed.body.status, changed.body.output.annotations_count]).toEqual(["completed", 2]);
  expect((await call("GET", `/check-runs/${body.id}/annotations`)).body).toHaveLength(2);
  const found = await call("GET", "/commits/main/check-runs?check_name=gates&status=completed");
  expect(found.body.total_count).toBe(1);
});

test("a deployment waits for the contexts that it names, or for all", async () => {
  const { call, commit } = started;
  const sha = await commit("deployed", { a: "1" });
  const deploy = async (more: object): Promise<number> =>
    (await call("POST", "/deployments", { ref: sha, environment: "prod", ...more })).status;
  await call("POST", `/statuses/${sha}`, { state: "pending", context: "ci" });
  expect([await deploy({}), await deploy({ required_contexts: ["other"] }), await deploy({ required_contexts: [] })]).toEqual([
    409, 409, 201,
  ]);
  await call("POST", `/statuses/${sha}`, { state: "success", context: "ci" });
  expect(await deploy({})).toBe(201);
});

test("a deployment that lacks main conflicts, unless it is not to be merged first", async () => {
  const { call, commit } = started;
  const sha = await commit("late", { a: "1" });
  await commit("main", { b: "1" }, "main");
  const deploy = async (more: object): Promise<number> =>
    (await call("POST", "/deployments", { ref: sha, required_contexts: [], ...more })).status;
  expect([await deploy({}), await deploy({ auto_merge: false })]).toEqual([409, 201]);
});

test("a success makes the older deployments of an environment inactive", async () => {
  await using own = await startForge();
  const { call } = own;
  const ids: number[] = [];
  for (let index = 0; index < 3; index += 1) {
    const { body } = await call("POST", "/deployments", { ref: "main", environment: "staging", required_contexts: [] });
    await call("POST", `/deployments/${body.id}/statuses`, { state: "success", environment_url: "https://web.example/" });
    ids.push(body.id);
  }
  const states = await Promise.all(ids.map(async (id) => (await call("GET", `/deployments/${id}/statuses`)).body[0].state));
  expect(states).toEqual(["inactive", "inactive", "success"]);
  expect((await call("GET", "/environments")).body.environments.map(({ name }: { name: string }) => name)).toEqual(["staging"]);
  expect((await call("GET", "/deployments?environment=staging")).body).toHaveLength(3);
  expect((await call("GET", "/deployments?environment=prod")).body).toEqual([]);
});
