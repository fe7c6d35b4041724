import { signalDimension } from "../../model/consistency.ts";
import type { Rollout } from "../../model/rollout.ts";
import type { Signal } from "../../model/signal.ts";
import type { SignalLimit } from "./signal-limits.ts";

/**
 * Grafana's name of the unit a signal is measured in. Bytes count by 1000
 * where a limit is written that way, so that the axis shows the limit's number.
 * @see https://grafana.com/docs/grafana/latest/panels-visualizations/configure-standard-options/#unit
 */
export function signalUnit(rollout: Rollout, signal: Signal, limits: readonly SignalLimit[]): string {
  switch (signalDimension(signal, rollout.metrics)) {
    case "percent":
    case "points":
      return "percentunit";
    case "duration":
      return "s";
    case "bytes":
      return limits.some(({ amount }) => / [kMG]B$/.test(amount)) ? "decbytes" : "bytes";
    case "rate":
      return signal.kind === "rate" && signal.counter.metric.includes("request") ? "reqps" : "cps";
    case "multiple":
    case "number":
      return "short";
  }
}
