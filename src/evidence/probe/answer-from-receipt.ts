import type { Context } from "../../compile/context.ts";
import { clockSkew } from "../../model/probe.ts";
import type { Answer, Verdict } from "../verdict.ts";
import { probeRuns } from "./probe-run.ts";
import type { ProbeReceipt, ReceiptEntry } from "./probe-receipt.ts";

/** A gate that receipts of probes answer, with all that tells whether a receipt counts for it. */
export interface ReceiptGate {
  readonly gate: string;
  readonly kind: "probe" | "receipt";
  readonly rollout: string;
  readonly environment: string;
  readonly stage: string;
  /** When the stage started, Unix seconds; `undefined` where nobody knows. What was found before does not count. */
  readonly since: number | undefined;
  /** Oldest answer that counts, in seconds, where the start of the stage is not enough. */
  readonly maximumAge?: number | undefined;
  /** Every run that must have gone well. */
  readonly runs: readonly { readonly probe: string; readonly instance: string | undefined; readonly digest: string }[];
}

/**
 * What a gate of kind `probe` or `receipt` asks of receipts; `undefined` for
 * gates of other kinds. `since` is when the current stage started.
 */
export function receiptGate(context: Context, name: string, since: number | undefined): ReceiptGate | undefined {
  const { rollout, environment, position } = context;
  const gate = rollout.gates[name];
  if (gate?.kind !== "probe" && gate?.kind !== "receipt") return undefined;
  const probes: readonly string[] = gate.kind === "probe" ? gate.probes : gate.receipts;
  const runs = probes
    .flatMap((probe) => probeRuns(context, probe, position.instances))
    .map(({ name: probe, instance, digest }) => ({ probe, instance, digest }));
  return { gate: name, kind: gate.kind, rollout: rollout.name, environment: environment.name, stage: position.stage.name, since, runs };
}

/** How one run that a gate asks for stands. */
interface Standing {
  readonly run: string;
  readonly answer: Answer;
  /** Why it is not good: a clause that follows the run's name. */
  readonly because: string;
  readonly reason: string;
}

/**
 * Answers a gate from receipts of probe runs: pass when the newest answer of
 * every run is good and counts, fail when one is bad, else unknown. An answer
 * counts while it is of this rollout, environment, stage and probe as they are
 * now, not older than the stage, and not from the future. `now` is in Unix seconds.
 */
export function answerFromReceipt(gate: ReceiptGate, receipts: readonly ProbeReceipt[], now: number): Verdict {
  const entries = receipts
    .filter(({ rollout, environment, stage }) => rollout === gate.rollout && environment === gate.environment && stage === gate.stage)
    .flatMap(({ results }) => results);
  const standings = gate.runs.map((run) => standing(gate, run, entries, now));
  const bad = standings.filter(({ answer }) => answer === "fail");
  const open = standings.filter(({ answer }) => answer === "unknown");
  const head = { gate: gate.gate, kind: gate.kind, rollback: false } as const;
  const [first] = [...bad, ...open];
  if (gate.runs.length === 0) {
    return { ...head, answer: "unknown", sentence: "No instance has been reached that could be probed.", reason: "no-data" };
  }
  if (first === undefined) {
    return { ...head, answer: "pass", sentence: `${good(gate.runs.length)} since the stage started.` };
  }
  const rest = bad.length + open.length - 1;
  const more = rest === 0 ? "" : ` (and ${rest} more)`;
  return { ...head, answer: first.answer, sentence: `${first.run} ${first.because}${more}.`, reason: first.reason };
}

function standing(
  gate: ReceiptGate,
  { probe, instance, digest }: ReceiptGate["runs"][number],
  entries: readonly ReceiptEntry[],
  now: number,
): Standing {
  const run = `Probe \`${probe}\`${instance === undefined ? "" : ` of \`${instance}\``}`;
  const unknown = (because: string, reason: string): Standing => ({ run, answer: "unknown", because, reason });
  const own = entries.filter((entry) => entry.probe === probe && entry.instance === instance);
  const same = own.filter((entry) => entry.digest === digest);
  const latest = same.reduce<ReceiptEntry | undefined>(
    (newest, entry) => (newest === undefined || unix(entry.at) >= unix(newest.at) ? entry : newest),
    undefined,
  );
  if (latest === undefined) {
    return own.length === 0
      ? unknown("has not been run at this stage", "no-data")
      : unknown("was run as an earlier definition had it", "other-definition");
  }
  if (gate.since === undefined) return unknown("cannot be dated: nobody knows when the stage started", "no-window");
  if (unix(latest.at) > now + clockSkew) return unknown(`has a receipt from the future (${latest.at})`, "clock-skew");
  if (unix(latest.at) < gate.since) return unknown(`was last run at ${latest.at}, before the stage started`, "stale");
  if (gate.maximumAge !== undefined && now - unix(latest.at) > gate.maximumAge) {
    return unknown(`was last run at ${latest.at}, which is too long ago`, "stale");
  }
  const fault = latest.faults[0] ?? "";
  if (latest.result === "fail") return { run, answer: "fail", because: `failed: ${fault}`, reason: "probe-failed" };
  if (latest.result === "unreachable") return unknown(`got no answer: ${fault}`, "unreachable");
  if (latest.holdsUntil !== undefined && unix(latest.holdsUntil) < now) {
    return unknown(`was good at ${latest.at}, but what it rests on has grown too old since`, "stale");
  }
  return { run, answer: "pass", because: "is good", reason: "" };
}

function good(runs: number): string {
  return runs === 1 ? "The probe has answered well" : `All ${runs} probes have answered well`;
}

function unix(moment: string): number {
  return Date.parse(moment) / 1000;
}
