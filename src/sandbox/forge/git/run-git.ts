import { spawn } from "node:child_process";

/** How a Git command ended. */
export interface GitEnd {
  readonly status: number;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/** What a Git command may be given besides its words. */
export interface GitInput {
  readonly stdin?: string | Buffer;
  readonly env?: Readonly<Record<string, string>>;
}

/** Surroundings in which Git answers the same on every machine: no settings of the user, no prompt, no translation. */
export function gitEnvironment(more: Readonly<Record<string, string>> = {}): Record<string, string> {
  return {
    PATH: process.env["PATH"] ?? "",
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_CONFIG_GLOBAL: "/dev/null",
    GIT_DEFAULT_HASH: "sha1",
    GIT_DEFAULT_REF_FORMAT: "files",
    GIT_TERMINAL_PROMPT: "0",
    LC_ALL: "C",
    TZ: "UTC",
    ...more,
  };
}

/** Runs one Git command in a folder, never blocking. Rejects only when Git cannot be started. */
export function runGit(folder: string, args: readonly string[], { stdin, env = {} }: GitInput = {}): Promise<GitEnd> {
  return new Promise((resolve, reject) => {
    const child = spawn("git", args, { cwd: folder, env: gitEnvironment(env), stdio: "pipe", windowsHide: true });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on("data", (piece: Buffer) => out.push(piece));
    child.stderr.on("data", (piece: Buffer) => err.push(piece));
    child.on("error", reject);
    child.on("close", (status) =>
      resolve({ status: status ?? 128, stdout: Buffer.concat(out), stderr: Buffer.concat(err).toString("utf8") }),
    );
    // A command that ends before it has read everything is no fault of ours.
    child.stdin.on("error", () => undefined);
    child.stdin.end(stdin);
  });
}
