import { compareDecimals } from "../../base/decimal.ts";
import type { SignalGate } from "../gate.ts";
import { problemAt, type Problem } from "../problem.ts";
import { baseAmount, dimensionOf, seconds } from "../quantity.ts";
import type { Rollout } from "../rollout.ts";
import { signalDimension } from "../signal-dimension.ts";
import type { Signal } from "../signal.ts";
import { amountOf, named, unitHint, type Limit } from "./limit.ts";

/** The signal gates of a rollout with their signals. */
function signalGates(rollout: Rollout): readonly (readonly [string, SignalGate, Signal])[] {
  return Object.entries(rollout.gates).flatMap(([name, gate]) => {
    if (!("signal" in gate)) return [];
    const signal = rollout.signals[gate.signal];
    return signal === undefined ? [] : [[name, gate, signal] as const];
  });
}

/** Gates whose limits cannot be held against their signal, or contradict each other. */
export function* gates(rollout: Rollout): Generator<Problem> {
  for (const [name, gate, signal] of signalGates(rollout)) {
    const path = ["gates", name];
    if (gate.kind !== "limit" && gate.kind !== "objective") {
      if (signal.variants !== "both") {
        yield problemAt(
          [...path, "signal"],
          `compares candidate and baseline, but signal "${gate.signal}" measures "${signal.variants}"`,
          'give the signal variants: "both", or use a gate of kind "limit"',
        );
      }
      continue;
    }
    if (signal.variants !== "none" && signal.variants !== "both" && signal.variants !== gate.variant) {
      yield problemAt(
        [...path, "variant"],
        `asks for the ${gate.variant}, but signal "${gate.signal}" measures the ${signal.variants} only`,
        `set variant: "${signal.variants}"`,
      );
    }
    if (gate.kind === "objective") {
      yield* paces(rollout, name, gate, signal);
      continue;
    }
    const wanted = signalDimension(signal, rollout.metrics);
    for (const key of ["hold", "rollback"] as const) {
      const bound = gate[key];
      if (bound === undefined) continue;
      const amount = "above" in bound ? bound.above : bound.below;
      if (dimensionOf(amount) !== wanted) {
        yield problemAt(
          [...path, key],
          `expected ${named(wanted)}, as signal "${gate.signal}" measures, got "${amount}"`,
          unitHint(wanted, amount),
        );
      }
    }
    if (gate.rollback !== undefined) yield* orderedLimits(path, gate.hold, gate.rollback);
  }
}

/** An objective whose budget burns, and windows that fit each other and the stages that ask for the gate. */
function* paces(
  rollout: Rollout,
  name: string,
  { signal: named, hold, rollback }: Extract<SignalGate, { readonly kind: "objective" }>,
  signal: Signal,
): Generator<Problem> {
  const path = ["gates", name];
  if (signal.kind !== "ratio" || signal.objective === undefined) {
    yield problemAt(
      [...path, "signal"],
      `burns the budget of signal "${named}", which has no objective`,
      "add an objective to the signal (kind: ratio)",
    );
    return;
  }
  const { share } = signal.objective;
  if (compareDecimals(baseAmount(share), "1") >= 0) {
    yield problemAt([...path, "signal"], `burns the budget of signal "${named}", whose objective of ${share} leaves none`, "promise less");
  }
  if (rollback === undefined) return;
  yield* orderedLimits(path, hold, rollback);
  if (compareDecimals(baseAmount(rollback.short), baseAmount(rollback.long)) >= 0) {
    yield problemAt(
      [...path, "rollback", "short"],
      `is ${rollback.short}, no shorter than the long window (${rollback.long})`,
      "set a short window of about a twelfth of the long one",
    );
  }
  for (const [environment, { stages }] of Object.entries(rollout.ladders)) {
    const short = stages.find(
      (stage) => stage.gates.some((one) => one === name) && stage.hold !== undefined && seconds(stage.hold) < seconds(rollback.long),
    );
    if (short === undefined) continue;
    yield problemAt(
      [...path, "rollback", "long"],
      `is ${rollback.long}, longer than stage "${short.name}" of "${environment}" holds (${short.hold ?? ""})`,
      "shorten the windows, or hold the stage for longer",
    );
  }
}

function* orderedLimits(path: readonly string[], hold: Limit, rollback: Limit): Generator<Problem> {
  if ("above" in hold !== "above" in rollback) {
    yield problemAt([...path, "rollback"], "points the other way than the hold limit", 'use "above" for both or "below" for both');
    return;
  }
  const [inner, outer] = [amountOf(hold), amountOf(rollback)];
  if (dimensionOf(inner) !== dimensionOf(outer)) return;
  const further = compareDecimals(baseAmount(outer), baseAmount(inner));
  if ("above" in hold ? further < 0 : further > 0) {
    yield problemAt(
      [...path, "rollback"],
      `would go back at ${outer} before it holds at ${inner}`,
      "set the rollback limit at or beyond the hold limit",
    );
  }
}
