import { signalDimension } from "../../model/signal-dimension.ts";
import type { Rollout } from "../../model/rollout.ts";
import type { Signal } from "../../model/signal.ts";
import type { SignalLimit } from "./signal-limits.ts";

/**
 * Grafana's name of the unit a signal is measured in. Bytes count by 1000
 * where a limit is written that way, so that the axis shows the limit's number.
 * @see https://grafana.com/docs/grafana/latest/panels-visualizations/configure-standard-options/#unit
 */
export function signalUnit(rollout: Rollout, signal: Signal, limits: readonly SignalLimit[]): string {
  if (signal.kind === "rate") return rateUnit(rollout, signal.counter.metric);
  switch (signalDimension(signal, rollout.metrics)) {
    case "percent":
    case "points":
      return "percentunit";
    case "duration":
      return "s";
    case "bytes":
      return limits.some(({ limit }) => / [kMG]B$/.test(limit.text)) ? "decbytes" : "bytes";
    case "rate":
      return "cps";
    case "multiple":
    case "number":
      return "short";
  }
}

function rateUnit(rollout: Rollout, counter: string): string {
  switch (rollout.metrics[counter]?.unit) {
    case "bytes":
      return "binBps";
    case "seconds":
      // Seconds per second: how many are busy at once.
      return "short";
    default:
      return counter.includes("request") ? "reqps" : "cps";
  }
}
