import type { Rollout } from "../../model/rollout.ts";
import { gateLimits } from "../observability/gate-limits.ts";
import { amountLimit, changeLimit, type Limit } from "../observability/limit.ts";

/** A limit that a signal is held against, and by what. */
export interface SignalLimit {
  readonly role: "hold" | "rollback" | "alert";
  /** The gate, or with role `alert` the alert, whose limit it is. */
  readonly of: string;
  readonly limit: Limit;
}

/**
 * The limits of all gates on a signal, then those of alerts, in the
 * definition's order. An alert that names a gate has no limit of its own.
 */
export function signalLimits(rollout: Rollout, signal: string): readonly SignalLimit[] {
  const ofGates = Object.entries(rollout.gates).flatMap(([of, gate]): readonly SignalLimit[] => {
    if (!("signal" in gate) || gate.signal !== signal) return [];
    const { hold, rollback } = gateLimits(rollout, gate);
    return [{ role: "hold", of, limit: hold }, ...(rollback === undefined ? [] : [{ role: "rollback", of, limit: rollback } as const])];
  });
  const ofAlerts = Object.entries(rollout.alerts).flatMap(([of, { when }]): readonly SignalLimit[] => {
    if (when.kind === "limit" && when.signal === signal) return [{ role: "alert", of, limit: amountLimit(when.bound) }];
    if (when.kind === "delta" && when.signal === signal) return [{ role: "alert", of, limit: changeLimit(when.bound) }];
    return [];
  });
  return [...ofGates, ...ofAlerts];
}
