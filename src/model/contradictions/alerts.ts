import { problemAt, type Problem } from "../problem.ts";
import { dimensionOf } from "../quantity.ts";
import type { Rollout } from "../rollout.ts";
import { signalDimension } from "../signal-dimension.ts";
import { amountOf, named, unitHint } from "./limit.ts";

/** Alerts on limits, objectives or units that are not there. */
export function* alerts(rollout: Rollout): Generator<Problem> {
  for (const [name, { when }] of Object.entries(rollout.alerts)) {
    const path = ["alerts", name, "when"];
    if (when.kind === "gate") {
      const gate = rollout.gates[when.gate];
      if (gate === undefined) continue;
      if (!("signal" in gate)) {
        yield problemAt(
          [...path, "gate"],
          `names gate "${when.gate}" of kind "${gate.kind}", which has no series to alert on`,
          "name a limit, delta, objective or comparison gate",
        );
      } else if (when.limit === "rollback" && gate.rollback === undefined) {
        yield problemAt(
          [...path, "limit"],
          `names the rollback limit of gate "${when.gate}", which has none`,
          `add rollback to gates.${when.gate}, or use limit: "hold"`,
        );
      }
    }
    if (when.kind === "burn-rate") {
      const signal = rollout.signals[when.signal];
      if (signal !== undefined && (signal.kind !== "ratio" || signal.objective === undefined)) {
        yield problemAt(
          [...path, "signal"],
          `burns the budget of signal "${when.signal}", which has no objective`,
          "add an objective to the signal (kind: ratio)",
        );
      }
    }
    if (when.kind === "limit") {
      const signal = rollout.signals[when.signal];
      const wanted = signal === undefined ? undefined : signalDimension(signal, rollout.metrics);
      const amount = amountOf(when.bound);
      if (wanted !== undefined && dimensionOf(amount) !== wanted) {
        yield problemAt(
          [...path, "bound"],
          `expected ${named(wanted)}, as signal "${when.signal}" measures, got "${amount}"`,
          unitHint(wanted, amount),
        );
      }
    }
  }
}
