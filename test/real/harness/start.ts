import { spawn } from "node:child_process";
import { closeSync, mkdtempSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { isAbsolute, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { realTool } from "../real-tool.ts";

const leash = new URL("../../../scripts/real-parts/leash.js", import.meta.url).pathname;

/** A program that runs until it is stopped, or until the process that started it is gone. */
export interface Program {
  readonly stop: () => Promise<void>;
  /** What it has written, for messages about what went wrong. */
  readonly log: () => string;
}

/** What to start, and how to know that it is ready. */
export interface Start {
  /** Name of a tool that was built for these tests, or the path of another program. */
  readonly command: string;
  readonly args: readonly string[];
  /** Its own folder, from {@link ownFolder}; removed when it ends. */
  readonly folder: string;
  /** Answers whether it can be used; may throw while it can't. */
  readonly ready: () => Promise<boolean>;
  /** Seconds until it must be ready; 60 when left out. */
  readonly within?: number;
}

/** A new folder for what one program keeps, with files written into it. */
export function ownFolder(name: string, files: Readonly<Record<string, string>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), `real-${name}-`));
  for (const [path, content] of Object.entries(files)) writeFileSync(join(folder, path), content, { mode: 0o600 });
  return folder;
}

/** Starts a program in a process group of its own and waits until it is ready. Throws with the end of its log when it never is. */
export async function start({ command, args, folder, ready, within = 60 }: Start): Promise<Program> {
  const output = join(folder, "output.log");
  const descriptor = openSync(output, "w");
  const child = spawn(process.execPath, [leash, folder, isAbsolute(command) ? command : realTool(command), ...args], {
    detached: true,
    stdio: ["pipe", descriptor, descriptor],
  });
  closeSync(descriptor);
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const log = (): string => {
    try {
      return readFileSync(output, "utf8");
    } catch {
      return "";
    }
  };
  let last = "";
  const stop = async (): Promise<void> => {
    child.stdin?.end();
    await gone;
  };
  const until = performance.now() + within * 1000;
  while (performance.now() < until) {
    if (child.exitCode !== null) throw new Error(`${command} ended with ${child.exitCode}: ${last.slice(-2000)}`);
    last = log() || last;
    if (await ready().catch(() => false)) return { stop, log };
    await sleep(100);
  }
  await stop();
  throw new Error(`${command} was not ready within ${within} s: ${last.slice(-2000)}`);
}
