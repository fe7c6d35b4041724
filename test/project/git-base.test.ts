import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { UserError } from "../../src/base/user-error.ts";
import { openBase } from "../../src/project/git-base.ts";
import { gitIdentity } from "../git-identity.ts";
import { scratchFolder, writeFiles } from "./scratch-folder.ts";

function git(folder: string, ...args: readonly string[]): string {
  return execFileSync("git", [...gitIdentity, ...args], { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
}

function commit(folder: string, message: string): string {
  git(folder, "add", "--all");
  git(folder, "commit", "--quiet", "--allow-empty", "--message", message);
  return git(folder, "rev-parse", "HEAD");
}

/** `main` has moved on since `step` branched off; the project lies in `deploy/`. */
let top = "";
let root = "";
let fork = "";
beforeAll(() => {
  top = mkdtempSync(join(tmpdir(), "rampart-git-"));
  root = join(top, "deploy");
  git(top, "init", "--quiet");
  writeFiles(top, {
    "deploy/kept.yaml": "kept\n",
    "deploy/moved.yaml": "old\n",
    "deploy/gone.yaml": "gone\n",
    "app.ts": "1\n",
    "deploy/dist/a/b/rollout.yaml": "a: 1\n",
  });
  symlinkSync("rollout.yaml", join(top, "deploy/dist/a/b/link.yaml"));
  fork = commit(top, "fork");
  git(top, "checkout", "--quiet", "-b", "step");
  writeFiles(top, { "deploy/moved.yaml": "new\n", "app.ts": "2\n" });
  rmSync(join(top, "deploy/gone.yaml"));
  commit(top, "step");
  git(top, "checkout", "--quiet", "main");
  writeFiles(top, { "deploy/kept.yaml": "kept on main\n" });
  commit(top, "on main");
  git(top, "checkout", "--quiet", "step");
  writeFiles(top, { "deploy/new file\n.yaml": "x\n", ".gitignore": "ignored.yaml\n", "deploy/ignored.yaml": "" });
});
afterAll(() => rmSync(top, { recursive: true, force: true }));

describe("openBase()", () => {
  test("tells what differs from where the branches parted, as seen from the project", () => {
    const base = openBase(root, "main");
    expect(base.fork).toBe(fork);
    expect(base.commit).toBe(git(top, "rev-parse", "main"));
    expect(base.changedFiles).toEqual(["../app.ts", "gone.yaml", "moved.yaml", "new file\n.yaml"]);
  });

  test("sees the whole repository when the project is its root", () => {
    expect(openBase(top, "main").changedFiles).toEqual([
      ".gitignore",
      "app.ts",
      "deploy/gone.yaml",
      "deploy/moved.yaml",
      "deploy/new file\n.yaml",
    ]);
  });

  test("reads old texts at the fork and at the tip, and leaves out what is not there", () => {
    const base = openBase(root, "main");
    const paths = ["gone.yaml", "never.yaml", "kept.yaml", "moved.yaml", "dist", "a\nb"];
    expect([...base.readTexts(base.fork, paths)]).toEqual([
      ["gone.yaml", "gone\n"],
      ["kept.yaml", "kept\n"],
      ["moved.yaml", "old\n"],
    ]);
    expect(base.readTexts(base.commit, ["kept.yaml"]).get("kept.yaml")).toBe("kept on main\n");
  });

  test("lists regular files only", () => {
    const base = openBase(root, "main");
    expect(base.listFiles(base.commit, "dist")).toEqual(["dist/a/b/rollout.yaml"]);
    expect(base.listFiles(base.commit, "policies")).toEqual([]);
  });

  test.each(["--upload-pack=touch pwned", "-n", "main;id", "main\nx", "$(id)", "", "a".repeat(300)])(
    "takes %j for no revision",
    (revision) => {
      expect(() => openBase(root, revision)).toThrow(
        `Cannot compare with revision ${JSON.stringify(revision)}: expected a branch, a tag or a commit`,
      );
    },
  );

  test("says which revision is not there, and how to get it", () => {
    expect(errorOf(() => openBase(root, "origin/release"))).toEqual([
      'Cannot find revision "origin/release" in this repository',
      "fetch it first: git fetch origin release",
    ]);
    expect(errorOf(() => openBase(root, "HEAD~99"))).toEqual([
      'Cannot find revision "HEAD~99" in this repository',
      "name a branch, a tag or a commit that is here",
    ]);
  });

  test("says that a clone is shallow", () => {
    const clone = join(scratchFolder(), "clone");
    git(top, "clone", "--quiet", "--depth", "1", "--branch", "step", `file://${top}`, clone);
    const deepen = "this clone is shallow: fetch the whole history (actions/checkout: fetch-depth: 0; GitLab: GIT_DEPTH: 0)";
    expect(errorOf(() => openBase(clone, "main"))).toEqual([
      'Cannot find revision "main" in this repository',
      `fetch it first: git fetch origin main; ${deepen}`,
    ]);
    git(clone, "fetch", "--quiet", "--depth", "1", "origin", "main:main");
    expect(errorOf(() => openBase(clone, "main"))).toEqual([
      'Cannot find where HEAD branched off from "main": they have no commit in common here',
      deepen,
    ]);
  });

  test("does not take a file that a partial clone lacks for a file that was not there", () => {
    const clone = join(scratchFolder(), "clone");
    git(top, "config", "uploadpack.allowFilter", "true");
    git(top, "clone", "--quiet", "--filter=blob:none", "--branch", "step", `file://${top}`, clone);
    git(clone, "branch", "main", "origin/main");
    const base = openBase(join(clone, "deploy"), "main");
    const [message, hint] = errorOf(() => base.readTexts(base.fork, ["moved.yaml", "never.yaml"]));
    // Which of the two depends on the version of Git.
    expect(message).toMatch(
      /^Cannot read ("moved.yaml" at [0-9a-f]{12}: the clone has its name, but not its content|the repository: git cat-file ended with 128)/,
    );
    expect(hint).toBe("clone without --filter: a partial clone lacks what a change is compared with");
  });

  test("says that there is no repository", () => {
    const [message, hint] = errorOf(() => openBase(scratchFolder(), "main"));
    expect(message).toMatch(/^Cannot compare with "main": Git does not read ".*" \(fatal: not a git repository/);
    expect(hint).toBe("run it in a clone, or leave --base out");
  });
});

function errorOf(run: () => unknown): readonly (string | undefined)[] {
  try {
    run();
  } catch (error) {
    if (error instanceof UserError) return [error.message, error.hint];
    throw error;
  }
  return [];
}
