import { spawnSync } from "node:child_process";
import { UserError } from "../base/user-error.ts";

/** How a Git command ended. */
export interface GitAnswer {
  readonly status: number;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/** What Git may know of its surroundings: where it is installed and where its settings are. */
const known = ["PATH", "HOME", "XDG_CONFIG_HOME", "GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "SystemRoot", "USERPROFILE"];

const largestAnswer = 256 * 1_048_576;
const longestRun = 60_000;

/**
 * Runs one Git command that only reads, in a folder. No shell, no prompt, no
 * network: what a partial clone lacks is missing, not fetched. Throws a
 * {@link UserError} when Git is not there or does not end.
 */
export function gitRun(folder: string, args: readonly string[], input = ""): GitAnswer {
  const settings = [
    "--no-pager",
    "--no-replace-objects",
    "--literal-pathspecs",
    "-c",
    "core.fsmonitor=false",
    "-c",
    "protocol.allow=never",
  ];
  const { status, stdout, stderr, error } = spawnSync("git", [...settings, ...args], {
    cwd: folder,
    input,
    env: { ...inherited(), GIT_OPTIONAL_LOCKS: "0", GIT_TERMINAL_PROMPT: "0", GIT_NO_LAZY_FETCH: "1", LC_ALL: "C" },
    maxBuffer: largestAnswer,
    timeout: longestRun,
    windowsHide: true,
  });
  if (error !== undefined || status === null) {
    const missing = error !== undefined && "code" in error && error.code === "ENOENT";
    throw new UserError(
      missing ? 'Cannot run "git": it is not installed' : `Cannot run "git ${args[0] ?? ""}": ${error?.message ?? "it was ended"}`,
      {
        cause: error,
        hint: missing ? "install Git, or leave --base out" : "run it by hand to see why, or leave --base out",
      },
    );
  }
  return { status, stdout, stderr: stderr.toString("utf8") };
}

function inherited(): Readonly<Record<string, string>> {
  return Object.fromEntries(
    known.flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
