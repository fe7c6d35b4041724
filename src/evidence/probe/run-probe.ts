import { seconds } from "../../model/quantity.ts";
import { unreachable, type ProbeAnswer } from "./probe-answer.ts";
import { networkReason } from "./network-reason.ts";
import { ProbeFault } from "./probe-fault.ts";
import type { ProbeRun } from "./probe-run.ts";
import { runCommand } from "./run-command.ts";
import { runHttp } from "./run-http.ts";
import { runJsonRpc } from "./run-json-rpc.ts";
import { runReceipt } from "./run-receipt.ts";
import { runSql } from "./run-sql.ts";
import type { World } from "./world.ts";

/** Longest fault that is told, in characters. */
const longest = 300;

const interrupted = unreachable("was interrupted");

/** Runs one probe within its time limit. Always answers; no fault holds a secret. */
export async function runProbe(
  { probe }: ProbeRun,
  world: World,
  stop: AbortSignal,
  redact: (text: string) => string,
): Promise<ProbeAnswer> {
  if (stop.aborted) return interrupted;
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), Math.ceil(seconds(probe.timeout) * 1000));
  const answer = await attempt(AbortSignal.any([stop, limit.signal]));
  clearTimeout(timer);
  if (stop.aborted && answer.result !== "pass") return interrupted;
  // Struck out before it is cut: half a secret would not be recognised.
  return { ...answer, faults: answer.faults.map((fault) => cut(oneLine(redact(fault)))) };

  async function attempt(signal: AbortSignal): Promise<ProbeAnswer> {
    try {
      switch (probe.kind) {
        case "http":
          return await runHttp(probe, world, signal, redact);
        case "json-rpc":
          return await runJsonRpc(probe, world, signal);
        case "command":
          return await runCommand(probe, world, signal);
        case "sql":
          return await runSql(probe, world, signal);
        case "receipt":
          return runReceipt(probe, world);
      }
    } catch (error) {
      if (error instanceof ProbeFault) return { result: error.result, faults: [error.message] };
      return unreachable(`could not be run: ${networkReason(error)}`);
    }
  }
}

/** Nothing that a terminal or a log would act on. */
function oneLine(text: string): string {
  return text.replaceAll(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]+/g, " ");
}

function cut(text: string): string {
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
