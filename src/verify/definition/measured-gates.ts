import type { Gate, SignalGate } from "../../model/gate.ts";
import type { Rollout } from "../../model/rollout.ts";
import type { Signal } from "../../model/signal.ts";

/** A gate that a signal answers, with that signal. */
export interface MeasuredGate {
  readonly name: string;
  readonly gate: SignalGate;
  readonly signal: Signal;
}

/** The gates of a rollout that signals answer. */
export function measuredGates(rollout: Rollout): readonly MeasuredGate[] {
  return Object.entries(rollout.gates).flatMap(([name, gate]) => {
    const signal = isMeasured(gate) ? rollout.signals[gate.signal] : undefined;
    return isMeasured(gate) && signal !== undefined ? [{ name, gate, signal }] : [];
  });
}

function isMeasured(gate: Gate): gate is SignalGate {
  return "signal" in gate;
}

/** Which sides a gate needs data of. */
export function sidesOf({ gate, signal }: MeasuredGate): readonly ("baseline" | "candidate")[] {
  if (signal.variants === "none") return [];
  return "variant" in gate ? [gate.variant] : ["baseline", "candidate"];
}
