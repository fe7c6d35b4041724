import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { scratchProject } from "./scratch.ts";

const identity = ["-c", "user.name=Test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false", "-c", "init.defaultBranch=main"];

/** A project in a repository of its own, whose `main` is what was committed first. */
export interface ScratchRepository {
  readonly root: string;
  /** Writes a file, or what it becomes. */
  edit(file: string, change: string | ((text: string) => string)): void;
  /** Takes everything back to `main`. */
  reset(): void;
  /** Commits everything on `main`. */
  commit(): void;
  remove(): void;
}

/** Makes a repository of some of the project's rollouts, rendered and committed on `main`. */
export async function scratchRepository(...rollouts: readonly string[]): Promise<ScratchRepository> {
  const { root, remove } = await scratchProject(...rollouts);
  const git = (...args: readonly string[]) => void execFileSync("git", [...identity, ...args], { cwd: root, stdio: "ignore" });
  const commit = () => {
    git("add", "--all");
    git("commit", "--quiet", "--allow-empty", "--message", "state");
    git("branch", "--force", "start");
  };
  git("init", "--quiet");
  commit();
  return {
    root,
    edit: (file, change) => {
      const path = join(root, file);
      writeFileSync(path, typeof change === "string" ? change : change(existsSync(path) ? readFileSync(path, "utf8") : ""));
    },
    reset: () => {
      git("reset", "--quiet", "--hard", "start");
      git("clean", "--quiet", "-ffdx");
    },
    commit,
    remove,
  };
}
