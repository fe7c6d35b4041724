import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { z } from "zod";
import { parseYaml } from "../../src/base/yaml.ts";

const root = new URL("../..", import.meta.url).pathname;

const Step = z.object({ uses: z.string().optional(), run: z.string().optional(), with: z.record(z.string(), z.unknown()).optional() });
const Action = z.object({ runs: z.object({ using: z.literal("composite"), steps: z.array(Step) }) });
const Workflow = z.object({
  on: z.record(z.string(), z.unknown()),
  permissions: z.unknown(),
  jobs: z.record(z.string(), z.object({ permissions: z.record(z.string(), z.string()), steps: z.array(Step) })),
});

function read(file: string): unknown {
  const parsed = parseYaml(readFileSync(`${root}${file}`, "utf8"));
  if ("problem" in parsed) throw new Error(parsed.problem);
  return parsed.value;
}

const action = Action.parse(read("action.yml"));
const workflow = Workflow.parse(read("examples/github-actions/verify.yml"));
const steps = [...action.runs.steps, ...Object.values(workflow.jobs).flatMap((job) => job.steps)];

test("every action is pinned to a full commit", () => {
  const used = steps.flatMap(({ uses }) => uses ?? []);
  expect(used.length).toBeGreaterThan(3);
  for (const one of used) expect(one).toMatch(/^[\w.-]+\/[\w./-]+@[0-9a-f]{40}$/);
});

test("no expression stands in the text of a script, where it would be code", () => {
  for (const { run = "" } of steps) expect(run).not.toContain("${{");
});

test("a job has the permissions it names, and no more", () => {
  expect(workflow.permissions).toEqual({});
  expect(Object.values(workflow.jobs).map(({ permissions }) => permissions)).toEqual([
    { contents: "read", "pull-requests": "write", "security-events": "write" },
  ]);
  expect(Object.keys(workflow.on)).toEqual(["pull_request", "push"]);
});

test("the checkout has the base revision, and keeps no token", () => {
  const checkout = steps.find(({ uses }) => uses?.startsWith("actions/checkout@") === true);
  expect(checkout?.with).toEqual({ "fetch-depth": 0, "persist-credentials": false });
});

test("the GitLab pipeline reports to merge requests", () => {
  expect(read("examples/gitlab-ci/.gitlab-ci.yml")).toMatchObject({
    "verify-rollouts": {
      variables: { GIT_DEPTH: "0" },
      artifacts: { when: "always", reports: { codequality: "rampart-codequality.json", junit: "rampart-junit.xml" } },
    },
  });
});
