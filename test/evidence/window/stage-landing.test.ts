import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { stageLanding } from "../../../src/evidence/window/stage-landing.ts";

const root = mkdtempSync(join(tmpdir(), "rampart-landing-"));
const file = "environments/production/shop.yaml";

function git(time: number, ...args: readonly string[]): void {
  const env = {
    ...process.env,
    GIT_CONFIG_GLOBAL: "/dev/null",
    GIT_AUTHOR_NAME: "a",
    GIT_AUTHOR_EMAIL: "a@example.com",
    GIT_COMMITTER_NAME: "a",
    GIT_COMMITTER_EMAIL: "a@example.com",
    GIT_AUTHOR_DATE: `${1_700_000_000 + time} +0000`,
    GIT_COMMITTER_DATE: `${1_700_000_000 + time} +0000`,
  };
  const { status, stderr } = spawnSync("git", args, { cwd: root, env, encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
}

function commit(time: number, stage: string, note: string): void {
  writeFileSync(join(root, file), `# ${note}\nstage: ${stage}\n`);
  git(time, "add", ".");
  git(time, "commit", "-q", "-m", note);
}

beforeAll(() => {
  mkdirSync(join(root, "environments/production"), { recursive: true });
  git(1000, "init", "-q", "-b", "main");
  commit(1000, "canary", "first time");
  commit(2000, "before", "back");
  commit(3000, "canary", "second time");
  commit(4000, "canary", "a comment");
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

test("a stage landed with the first commit of its latest stay", () => {
  expect(stageLanding(root, file, "canary")).toMatchObject({ at: 1_700_003_000, branch: "HEAD" });
});

test("a stage that the base branch does not tell has not landed", () => {
  expect(stageLanding(root, file, "full")).toBeUndefined();
});

test("a file that Git does not know tells nothing", () => {
  expect(stageLanding(root, "environments/production/other.yaml", "canary")).toBeUndefined();
});
