import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { gitCommit } from "../../../src/evidence/probe/git-commit.ts";

test("gitCommit() tells the commit, and whether definitions or states differ from it", () => {
  const root = mkdtempSync(join(tmpdir(), "rampart-probe-"));
  const git = (...args: readonly string[]) =>
    execFileSync("git", ["-c", "user.name=n", "-c", "user.email=e@example.com", ...args], { cwd: root, encoding: "utf8" }).trim();
  try {
    expect(gitCommit(root)).toBeNull();
    git("init", "--quiet");
    expect(gitCommit(root)).toBeNull();
    mkdirSync(join(root, "rollouts"));
    writeFileSync(join(root, "rollouts/a.ts"), "1");
    git("add", ".");
    git("commit", "--quiet", "--message", "m");
    const id = git("rev-parse", "HEAD");
    expect(gitCommit(root)).toEqual({ id, changed: false });
    writeFileSync(join(root, "note"), "1");
    expect(gitCommit(root)).toEqual({ id, changed: false });
    writeFileSync(join(root, "rollouts/b.ts"), "1");
    expect(gitCommit(root)).toEqual({ id, changed: true });
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
});
