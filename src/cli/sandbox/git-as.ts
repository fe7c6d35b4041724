import { spawn } from "node:child_process";

/** Who a commit is of, and when it is made. */
export interface GitIdentity {
  readonly name: string;
  /** Unix seconds. */
  readonly at: number;
}

/**
 * Runs Git in a folder of the sandbox, as somebody, at a virtual time. Settings
 * of this machine's user play no part. Throws an error with what Git said.
 */
export async function gitAs({ name, at }: GitIdentity, folder: string, args: readonly string[]): Promise<string> {
  const date = `${Math.floor(at)} +0000`;
  const email = `${name}@example.com`;
  const child = spawn("git", ["-c", "init.defaultBranch=main", "-c", "core.autocrlf=false", "-c", "gc.auto=0", ...args], {
    cwd: folder,
    env: {
      PATH: process.env["PATH"] ?? "",
      HOME: folder,
      GIT_CONFIG_GLOBAL: "/dev/null",
      GIT_CONFIG_NOSYSTEM: "1",
      GIT_TERMINAL_PROMPT: "0",
      GIT_AUTHOR_NAME: name,
      GIT_AUTHOR_EMAIL: email,
      GIT_AUTHOR_DATE: date,
      GIT_COMMITTER_NAME: name,
      GIT_COMMITTER_EMAIL: email,
      GIT_COMMITTER_DATE: date,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let [output, errors] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => (output += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (errors += text));
  const status = await new Promise<number | null>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
  if (status !== 0) throw new Error(`git ${args[0] ?? ""} ended with ${status}: ${errors.trim().slice(0, 500)}`);
  return output;
}
