import { UserError } from "../base/user-error.ts";
import { gitRun } from "../project/git-run.ts";
import { repositoryPrefix } from "../project/repository-prefix.ts";

/** What a step is built from: a commit that is checked out, with nothing of it changed. */
export interface Checkout {
  readonly commit: string;
  /** Path of the project below the repository, with a final slash; empty where they are the same. */
  readonly prefix: string;
}

/** Everything below the project's root that a compiled tree or a decision depends on. */
const inputs = [
  "rollouts",
  "environments",
  "policies",
  "templates",
  "schemas",
  "dist",
  "rampart.config.ts",
  "package.json",
  "package-lock.json",
] as const;

/**
 * Reads what is checked out. Throws a {@link UserError} where it is no clean
 * checkout: a step must rest on what was reviewed, not on what lies about.
 */
export function readCheckout(root: string): Checkout {
  const head = gitRun(root, ["rev-parse", "--verify", "--quiet", "HEAD^{commit}"]);
  const commit = head.stdout.toString("utf8").trim();
  if (head.status !== 0 || commit === "") {
    throw new UserError(`Cannot take a step: "${root}" is no checkout of a Git repository`, {
      hint: "clone the repository and run it there",
    });
  }
  const status = gitRun(root, ["status", "--porcelain", "-z", "--untracked-files=all", "--", ...inputs]);
  const changed = status.stdout
    .toString("utf8")
    .split("\0")
    .filter((line) => line !== "");
  if (status.status !== 0 || changed.length > 0) {
    const named = changed.slice(0, 3).map((line) => `"${line.slice(3)}"`);
    throw new UserError(
      `Cannot take a step: the checkout differs from its commit in ${changed.length} ${changed.length === 1 ? "file" : "files"} (${named.join(", ")}${changed.length > 3 ? ", …" : ""})`,
      { hint: "commit and merge the changes first, or run it in a clean clone" },
    );
  }
  return { commit, prefix: repositoryPrefix(root) };
}

/** Whether a path of the repository is among what the steps of a rollout depend on. */
export function concerns(path: string, prefix: string, rollout: string): boolean {
  if (!path.startsWith(prefix)) return false;
  const [top = "", second = "", third = ""] = path.slice(prefix.length).split("/");
  if (!inputs.some((input) => input === top)) return false;
  if (top === "dist") return third === rollout;
  return top !== "environments" || third === "" || third.startsWith(`${rollout}.`) || second === "stop.yaml";
}
