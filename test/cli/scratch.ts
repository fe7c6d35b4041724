import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { run } from "../../src/cli/run.ts";

const root = new URL("../..", import.meta.url).pathname;

/** A copy of some of the project's rollouts to break, rendered, removed by `remove`. */
export async function scratchProject(...rollouts: readonly string[]): Promise<{ readonly root: string; readonly remove: () => void }> {
  const scratch = mkdtempSync(join(tmpdir(), "rampart-cli-"));
  const belongs = (path: string) =>
    rollouts.some((name) => basename(path).startsWith(`${name}.`)) || /\/(rollouts|environments)(\/[a-z]+(\.ts)?)?$/.test(path);
  for (const folder of ["rollouts", "environments"])
    cpSync(join(root, folder), join(scratch, folder), { recursive: true, filter: belongs });
  await rampart(scratch, "compile");
  return { root: scratch, remove: () => rmSync(scratch, { recursive: true, force: true }) };
}

/** What a command line printed and how it ended. */
export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs one command line in a folder, without colours. */
export async function rampart(cwd: string, ...args: readonly string[]): Promise<Outcome> {
  return rampartOn({}, cwd, ...args);
}

/** Runs one command line as on a machine with these environment variables. */
export async function rampartOn(variables: Readonly<Record<string, string>>, cwd: string, ...args: readonly string[]): Promise<Outcome> {
  let stdout = "";
  let stderr = "";
  const code = await run(args, {
    cwd,
    stdout: (text) => {
      stdout += text;
    },
    stderr: (text) => {
      stderr += text;
    },
    color: false,
    interactive: false,
    env: (name) => variables[name],
    sleep: () => Promise.resolve(),
  });
  return { code, stdout, stderr };
}
