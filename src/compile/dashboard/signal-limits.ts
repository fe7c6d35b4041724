import { add, multiply, type Decimal } from "../../base/decimal.ts";
import type { Bound, ChangeBound } from "../../model/gate.ts";
import { baseAmount, dimensionOf } from "../../model/quantity.ts";
import type { Rollout } from "../../model/rollout.ts";

/** A limit that a signal is held against, ready to be drawn. */
export interface SignalLimit {
  readonly role: "hold" | "rollback" | "alert";
  /** The gate, or with role `alert` the alert, whose limit it is. */
  readonly of: string;
  /** In words, amounts as the definition writes them: `above 0.1 %`. */
  readonly words: string;
  /** The amount alone: `+10 %`, `1.5x`. */
  readonly amount: string;
  readonly side: "above" | "below";
  /** A constant in base units, or PromQL of a line that moves with the baseline. */
  readonly line: { readonly kind: "fixed"; readonly value: Decimal } | { readonly kind: "moving"; readonly expr: string };
}

/**
 * The limits of all gates on a signal, then those of alerts, in the
 * definition's order. An alert that names a gate has no limit of its own.
 * `baseline` selects the baseline's recorded series.
 */
export function signalLimits(rollout: Rollout, signal: string, baseline: string | undefined): readonly SignalLimit[] {
  const limits: (SignalLimit | undefined)[] = [];
  for (const [of, gate] of Object.entries(rollout.gates)) {
    if (!("signal" in gate) || gate.signal !== signal) continue;
    if (gate.kind === "limit") {
      limits.push(fixed("hold", of, gate.hold), fixed("rollback", of, gate.rollback));
    } else {
      const hold = gate.kind === "comparison" ? gate.otherwise : gate.hold;
      limits.push(moving("hold", of, hold, baseline), moving("rollback", of, gate.rollback, baseline));
    }
  }
  for (const [of, { when }] of Object.entries(rollout.alerts)) {
    if (when.kind === "limit" && when.signal === signal) limits.push(fixed("alert", of, when.bound));
    if (when.kind === "delta" && when.signal === signal) limits.push(moving("alert", of, when.bound, baseline));
  }
  return limits.filter((limit) => limit !== undefined);
}

function fixed(role: SignalLimit["role"], of: string, bound: Bound | undefined): SignalLimit | undefined {
  if (bound === undefined) return undefined;
  const { side, amount } = parts(bound);
  return { role, of, words: `${side} ${amount}`, amount, side, line: { kind: "fixed", value: baseAmount(amount) } };
}

function moving(
  role: SignalLimit["role"],
  of: string,
  bound: ChangeBound | undefined,
  baseline: string | undefined,
): SignalLimit | undefined {
  if (bound === undefined || baseline === undefined) return undefined;
  const { side, amount } = parts(bound);
  return { role, of, words: `${side} ${amount}`, amount, side, line: { kind: "moving", expr: moved(baseline, amount) } };
}

function parts(bound: Bound | ChangeBound): { readonly side: "above" | "below"; readonly amount: string } {
  return "above" in bound ? { side: "above", amount: bound.above } : { side: "below", amount: bound.below };
}

/** The baseline's series moved by a change: percent of itself, percentage points, or a multiple. */
function moved(baseline: string, change: string): string {
  const amount = baseAmount(change);
  switch (dimensionOf(change)) {
    case "percent":
      return `${baseline} * ${add("1", amount)}`;
    case "multiple":
      return `${baseline} * ${amount}`;
    default:
      return amount.startsWith("-") ? `${baseline} - ${multiply(amount, "-1")}` : `${baseline} + ${amount}`;
  }
}
