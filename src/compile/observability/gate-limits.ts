import { add, multiply, shift } from "../../base/decimal.ts";
import type { Bound, SignalGate } from "../../model/gate.ts";
import { baseAmount } from "../../model/quantity.ts";
import type { Rollout } from "../../model/rollout.ts";
import type { Signal } from "../../model/signal.ts";
import { amountLimit, changeLimit, type Limit } from "./limit.ts";

/** The limits of a gate, as its signal is held against them. */
export interface GateLimits {
  readonly hold: Limit;
  readonly rollback: Limit | undefined;
}

/** What a gate's limits are: amounts, changes of the baseline, or paces of the error budget as the amounts they mean. */
export function gateLimits({ signals }: Pick<Rollout, "signals">, gate: SignalGate): GateLimits {
  switch (gate.kind) {
    case "limit":
      return { hold: amountLimit(gate.hold), rollback: gate.rollback && amountLimit(gate.rollback) };
    case "delta":
      return { hold: changeLimit(gate.hold), rollback: gate.rollback && changeLimit(gate.rollback) };
    case "comparison":
      return { hold: changeLimit(gate.otherwise), rollback: gate.rollback && changeLimit(gate.rollback) };
    case "objective": {
      const signal = signals[gate.signal];
      return { hold: paceLimit(signal, gate.hold.above), rollback: gate.rollback && paceLimit(signal, gate.rollback.above) };
    }
  }
}

/**
 * The share at which the error budget of a signal's objective burns so many
 * times as fast as it may: 14.4x of 99.9 % is above 1.44 %.
 * @see https://sre.google/workbook/alerting-on-slos/
 */
function paceLimit(signal: Signal | undefined, pace: string): Limit {
  if (signal?.kind !== "ratio" || signal.objective === undefined) {
    throw new RangeError("Cannot hold a signal without an objective against the pace of its error budget");
  }
  const burnt = multiply(baseAmount(pace), add("1", multiply("-1", baseAmount(signal.objective.share))));
  const bound: Bound = signal.worse === "higher" ? { above: percent(burnt) } : { below: percent(add("1", multiply("-1", burnt))) };
  return { ...amountLimit(bound), pace };
}

function percent(share: string): string {
  return `${shift(share, 2)} %`;
}
