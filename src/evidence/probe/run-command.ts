import { spawn } from "node:child_process";
import type { Probe } from "../../model/probe.ts";
import { answered, unreachable, type ProbeAnswer } from "./probe-answer.ts";
import { assertionFault } from "./assertion-fault.ts";
import { networkReason } from "./network-reason.ts";
import type { World } from "./world.ts";

type CommandProbe = Extract<Probe, { readonly kind: "command" }>;

/** What every command is given beside the variables it names. */
const given = ["PATH", "HOME", "LANG"];
/** Most bytes of output that are looked at; the rest is read and dropped. */
const largestOutput = 1_048_576;
/** Milliseconds that a command which is out of time gets to end by itself, and its output to be closed. */
const grace = 500;

/**
 * Runs a command with bash in the project's folder. It is given `PATH`, `HOME`,
 * `LANG` and the variables it names, nothing else; it has no input, and what it
 * prints on standard error is dropped. Everything it started is ended with it.
 */
export async function runCommand(probe: CommandProbe, world: World, signal: AbortSignal): Promise<ProbeAnswer> {
  const variables = [...given, ...Object.keys(probe.variables)].flatMap((name) => {
    const value = world.env(name);
    return value === undefined ? [] : [[name, value] as const];
  });
  const ended = await execute(probe.command, { cwd: world.root, env: Object.fromEntries(variables), signal });
  if ("problem" in ended) return unreachable(ended.problem);
  if (ended.stopped) return unreachable(`did not end within ${probe.timeout}`);
  const { exit, outputIncludes, json } = probe.expect;
  const extent = ended.cut ? ` in its first ${largestOutput / 1_048_576} MiB` : "";
  return answered([
    ended.exit === exit
      ? undefined
      : `${ended.exit === null ? "was ended by a signal" : `exit code is ${ended.exit}`}, expected exit code ${exit}`,
    outputIncludes === undefined || ended.output.includes(outputIncludes)
      ? undefined
      : `output does not have ${JSON.stringify(outputIncludes)}${extent}`,
    ...(json.length === 0 ? [] : jsonFaults(probe, ended, world.now() / 1000)),
  ]);
}

function jsonFaults({ expect }: CommandProbe, { output, cut }: Ended, now: number): readonly (string | undefined)[] {
  if (cut) return ["output is longer than 1 MiB, and is not read as JSON"];
  let value: unknown;
  try {
    value = JSON.parse(output);
  } catch {
    return ["output is no JSON"];
  }
  return expect.json.map((assertion) => assertionFault(assertion, value, now));
}

interface Ended {
  readonly exit: number | null;
  readonly output: string;
  readonly cut: boolean;
  /** Whether it was ended because its time was over. */
  readonly stopped: boolean;
}

interface Surroundings {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

function execute(command: string, { cwd, env, signal }: Surroundings): Promise<Ended | { readonly problem: string }> {
  return new Promise((resolve) => {
    // A group of its own, so that everything the command starts can be ended.
    const child = spawn("bash", ["-c", command], { cwd, env: { ...env }, detached: true, stdio: ["ignore", "pipe", "ignore"] });
    const chunks: Buffer[] = [];
    let size = 0;
    let exit: number | null = null;
    let killing: NodeJS.Timeout | undefined;
    const end = (name: NodeJS.Signals) => {
      try {
        if (child.pid !== undefined) process.kill(-child.pid, name);
      } catch {
        // Nothing of the group is left.
      }
    };
    const stop = () => {
      end("SIGTERM");
      killing = setTimeout(() => end("SIGKILL"), grace);
    };
    child.stdout.on("data", (chunk: Buffer) => {
      if (size < largestOutput) chunks.push(chunk.subarray(0, largestOutput - size));
      size += chunk.byteLength;
    });
    child.once("error", (error) => resolve({ problem: `cannot be started: ${networkReason(error)}` }));
    child.once("exit", (code) => {
      exit = code;
      // What runs on in the background would hold the output open; what has left the group still can.
      end("SIGKILL");
      clearTimeout(killing);
      killing = setTimeout(() => child.stdout.destroy(), grace);
    });
    child.once("close", () => {
      signal.removeEventListener("abort", stop);
      clearTimeout(killing);
      resolve({ exit, output: Buffer.concat(chunks).toString("utf8"), cut: size > largestOutput, stopped: signal.aborted });
    });
    if (signal.aborted) stop();
    else signal.addEventListener("abort", stop, { once: true });
  });
}
