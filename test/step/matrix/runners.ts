import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { robot, tokenOf } from "./accounts.ts";

/** One run of the command line. */
export interface RacingRun {
  readonly words: readonly string[];
  /** Address of its forge. */
  readonly forge: string;
  /** Milliseconds that each of its requests to the forge waits before it leaves; those after the last leave at once. */
  readonly pauses: readonly number[];
}

const Ended = z.object({ kind: z.literal("ended"), code: z.int(), printed: z.string() });

/** How a run ended, and what it printed. */
export type RacingEnd = z.output<typeof Ended>;

/** Processes that have loaded the command line, so that many runs begin at once and cost little. */
export interface Runners {
  /** Has each process prepare a run up to its first request to the forge, then lets all go at once. */
  readonly race: (runs: readonly RacingRun[]) => Promise<readonly RacingEnd[]>;
  readonly stop: () => Promise<void>;
}

const program = fileURLToPath(new URL("runner-process.js", import.meta.url));

/** Starts so many processes. */
export async function startRunners(count: number): Promise<Runners> {
  const children = Array.from({ length: count }, () =>
    fork(program, { env: { PATH: process.env["PATH"] ?? "", RAMPART_TOKEN: tokenOf(robot) }, execArgv: [] }),
  );
  await Promise.all(children.map((child) => said(child, "idle")));
  const told = (runs: readonly RacingRun[], index: number): ChildProcess => {
    const child = children[index];
    if (child === undefined) throw new RangeError(`there are ${count} processes for ${runs.length} runs`);
    return child;
  };
  return {
    race: async (runs) => {
      await Promise.all(
        runs.map(async (run, index) => {
          const ready = said(told(runs, index), "ready");
          told(runs, index).send(run);
          await ready;
        }),
      );
      return Promise.all(
        runs.map(async (_, index) => {
          const child = told(runs, index);
          const idle = said(child, "idle");
          const end = said(child, "ended");
          child.send({ kind: "go" });
          await idle;
          return Ended.parse(await end);
        }),
      );
    },
    stop: async () => {
      await Promise.all(
        children.map(async (child) => {
          const exit = once(child, "exit");
          child.disconnect();
          await exit;
        }),
      );
    },
  };
}

const Message = z.looseObject({ kind: z.string() });

/** The next message of this kind; rejects where the process ends without it. */
function said(child: ChildProcess, kind: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const listen = (message: unknown): void => {
      if (Message.parse(message).kind === kind) settle(() => resolve(message));
    };
    const end = (code: number | null): void => settle(() => reject(new Error(`a process ended with ${code} before it was ${kind}`)));
    const settle = (tell: () => void): void => {
      child.off("message", listen).off("exit", end);
      tell();
    };
    child.on("message", listen).on("exit", end);
  });
}
