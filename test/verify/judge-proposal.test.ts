import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { defineCheck } from "../../src/verify/define-check.ts";
import type { Finding } from "../../src/verify/finding.ts";
import { judgeProposal } from "../../src/verify/judge-proposal.ts";
import { readCommitted } from "../../src/verify/read-committed.ts";
import { verify } from "../../src/verify/verify.ts";
import { rampart } from "../cli/scratch.ts";
import { ledgerLine, scratchRepository, type ScratchRepository } from "../cli/scratch-repository.ts";

const now = new Date("2026-11-20T12:00:00Z");
const folder = "dist/production/checkout";
const state = "environments/production/checkout.yaml";
const ledger = "environments/production/checkout.ledger.jsonl";

let project: ScratchRepository;
beforeAll(async () => {
  project = await scratchRepository();
  const policy = new URL("../../policies/next-stage-only.yaml", import.meta.url);
  project.edit(
    "policies/next-stage-only.yaml",
    readFileSync(policy, "utf8").replace(/\n {2}matchResources:(?=\n {4}namespaceSelector).*$/s, "\n"),
  );
  project.commit();
  git("tag", "--force", "start");
  for (const to of ["second", "done", "before"]) {
    project.edit(state, `stage: ${to}\n`);
    await rampart(project.root, "compile");
    rendered.set(to, textsOf(changedPaths().filter((path) => path.startsWith("dist/"))));
    project.reset();
  }
});
afterAll(() => project.remove());

function git(...args: readonly string[]): string {
  return execFileSync("git", args, { cwd: project.root, encoding: "utf8" });
}

const passed = ["reviewed", "counted"].map((gate) => ({ gate, verdict: "pass" }));
const line = (to: string, parts: object = {}) => ledgerLine("first", to, "2026-11-20T11:00:00Z", { evidence: passed, ...parts });

/** What is rendered at each stage. */
const rendered = new Map<string, ReadonlyMap<string, string | null>>();

/** Paths that differ from what is committed. */
function changedPaths(): readonly string[] {
  return git("status", "--porcelain", "--untracked-files=all")
    .split("\n")
    .flatMap((one) => (one === "" ? [] : [one.slice(3)]));
}

function textsOf(paths: readonly string[]): ReadonlyMap<string, string | null> {
  return new Map(
    paths.map((path) => [path, existsSync(join(project.root, path)) ? readFileSync(join(project.root, path), "utf8") : null] as const),
  );
}

/** Writes the files of a step. */
function step(to: string, added: string): void {
  project.edit(state, `stage: ${to}\n`);
  project.edit(ledger, (text) => text + added);
  for (const [path, text] of rendered.get(to) ?? []) if (text !== null) project.edit(path, text);
}

const told = (findings: readonly Finding[]) => findings.map(({ code, severity, file, message }) => ({ code, severity, file, message }));

const changes: Readonly<Record<string, readonly [codes: readonly string[], make: () => void]>> = {
  "a step with its evidence": [[], () => step("second", line("second"))],
  "a way back": [[], () => step("before", line("before", { evidence: [], reason: "errors" }))],
  "a step that leaves out a stage": [["policy-next-stage-only", "transition-stage"], () => step("done", line("done"))],
  "a step with evidence of the day before": [
    ["transition-evidence"],
    () => step("second", ledgerLine("first", "second", "2026-11-19T10:00:00Z", { evidence: passed })),
  ],
  "a step whose folder was not compiled again": [
    ["state-stage"],
    () => {
      project.edit(state, "stage: second\n");
      project.edit(ledger, (text) => text + line("second"));
    },
  ],
  "a rendered file that was edited": [
    ["rules-equal", "rules-stage", "tree-lock"],
    () => {
      step("second", line("second"));
      project.edit(`${folder}/rules.yaml`, (text) => text.replace(/vector\(\d+\)/, "vector(1)"));
    },
  ],
  "a file that no generator has written": [
    ["kustomization-complete", "tree-stray"],
    () => {
      step("second", line("second"));
      project.edit(`${folder}/manifests/more.yaml`, "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: more\n  namespace: shop\n");
    },
  ],
  "a ledger whose past was rewritten": [
    ["transition-ledger"],
    () => {
      project.edit(ledger, (text) => text.replace("j.martin", "m.okafor"));
      step("second", line("second"));
    },
  ],
  "a file beside the step": [
    ["transition-files"],
    () => {
      step("second", line("second"));
      project.edit("README.md", "# Rollouts\n");
    },
  ],
};

test.each(Object.entries(changes))("%s is judged as it is once it is committed", async (_, [codes, make]) => {
  project.reset();
  git("checkout", "--quiet", "--detach", "start");
  const committed = readCommitted(project.root, now);
  committed.policies();
  committed.text("README.md");
  make();
  const files = textsOf(changedPaths());
  const proposed = judgeProposal({ committed, files, environment: "production", rollout: "checkout", now });
  project.commit();
  const { findings } = await verify(project.root, { base: "start", dataOnly: true, now });

  expect(told(proposed)).toEqual(told(findings));
  expect([...new Set(findings.map(({ code }) => code))].toSorted()).toEqual(codes);
});

test("a project's own checks judge it too", () => {
  project.reset();
  const committed = readCommitted(project.root, now);
  const own = defineCheck({
    code: "step-late",
    severity: "warning",
    description: "steps are taken in the morning",
    scope: "transition",
    *check({ ownPrefix, after }) {
      yield { message: `It goes to ${after.stage ?? "nowhere"} too late`, file: ownPrefix.state };
    },
  });
  const files = new Map([[state, "stage: second\n"]]);
  const found = judgeProposal({ committed, files, environment: "production", rollout: "checkout", config: { checks: [own] }, now });
  expect(told(found)).toContainEqual({ code: "step-late", severity: "warning", file: state, message: "It goes to second too late" });
});

test("what it breaks in another rollout is told, what was broken there before is not", () => {
  project.reset();
  const object = (name: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n  namespace: shop\n`;
  project.edit("dist/production/zebra/manifests/one.yaml", object("one"));
  project.edit("dist/production/zebra/rollout.yaml", readFileSync(join(project.root, `${folder}/rollout.yaml`), "utf8"));
  const committed = readCommitted(project.root, now);
  const files = new Map([[`${folder}/manifests/one.yaml`, object("one")]]);
  const found = judgeProposal({ committed, files, environment: "production", rollout: "checkout", now });
  const elsewhere = found.filter(({ file }) => file.startsWith("dist/production/zebra/"));
  expect(told(elsewhere).map(({ code, message }) => [code, message])).toEqual([
    ["kubernetes-duplicate", `ConfigMap "one" in namespace "shop" is written by ${folder}/manifests/one.yaml as well`],
  ]);
});
