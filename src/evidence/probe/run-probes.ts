import type { ProbeAnswer } from "./probe-answer.ts";
import type { ProbeRun } from "./probe-run.ts";
import { createRedactor } from "./create-redactor.ts";
import { requireCredentials } from "./credentials.ts";
import { runProbe } from "./run-probe.ts";
import type { World } from "./world.ts";

/** A run with how it ended. */
export interface ProbeOutcome extends ProbeAnswer {
  readonly run: ProbeRun;
  /** When it started, Unix milliseconds. */
  readonly at: number;
  /** How long it took, in milliseconds. */
  readonly took: number;
}

/** Most requests and queries that are under way at once. */
const mostAtOnce = 4;

/**
 * Runs probes and answers in their order. Requests and queries run side by
 * side, commands one after the other, as they may share files; receipts are
 * read last, when commands that write them have ended. Throws a `UserError`
 * before anything is run when a credential is missing. When `stop` is aborted,
 * what is under way is ended and nothing more is started.
 */
export async function runProbes(
  runs: readonly ProbeRun[],
  world: World,
  stop: AbortSignal = new AbortController().signal,
): Promise<readonly ProbeOutcome[]> {
  requireCredentials(runs, world.env);
  const redact = createRedactor(runs, world.env);
  const outcomes = new Map<ProbeRun, ProbeOutcome>();
  const one = async (run: ProbeRun) => {
    const at = world.now();
    const answer = await runProbe(run, world, stop, redact);
    outcomes.set(run, { ...answer, run, at, took: Math.max(0, world.now() - at) });
  };
  const ofKind = (...kinds: readonly ProbeRun["probe"]["kind"][]) => runs.filter(({ probe }) => kinds.includes(probe.kind));
  await Promise.all([inTurn(ofKind("http", "json-rpc", "sql"), mostAtOnce, one), inTurn(ofKind("command"), 1, one)]);
  await inTurn(ofKind("receipt"), 1, one);
  return runs.flatMap((run) => outcomes.get(run) ?? []);
}

/** Works through a list, at most so many at once. */
async function inTurn<Item>(items: readonly Item[], most: number, work: (item: Item) => Promise<void>): Promise<void> {
  const queue = items.values();
  const worker = async () => {
    for (const item of queue) await work(item);
  };
  await Promise.all(Array.from({ length: most }, worker));
}
