import type { Context } from "../../compile/context.ts";
import { judgeGate } from "../../compile/observability/judgement.ts";
import type { Limit } from "../../compile/observability/limit.ts";
import { signalNamed } from "../../compile/observability/series.ts";
import { signalDimension } from "../../model/signal-dimension.ts";
import type { Dimension } from "../../model/quantity.ts";
import type { Signal } from "../../model/signal.ts";
import { boundOf } from "../../evidence/judge/changed-value.ts";

/** Where a signal usually lies, and how far it is from there to its tightest limit, with its sign. */
export interface Reach {
  readonly usual: number;
  readonly reach: number;
}

/** Works out from the gates of a signal what is good for it, and what is not. */
export function reachOf(context: Context, name: string): Reach {
  const { rollout } = context;
  const signal = signalNamed(rollout, name);
  const limits = Object.values(rollout.gates).flatMap((gate) => {
    const limit = "signal" in gate && gate.signal === name ? judgeGate(context, gate, "hold")?.limit : undefined;
    return limit === undefined ? [] : [limit];
  });
  const [limit] = limits;
  const side = limit?.side ?? (signal.worse === "higher" ? "above" : "below");
  const dimension = signalDimension(signal, rollout.metrics);
  const usual = usualOf(limits, side, dimension, signal);
  const bounds = limits.filter((one) => one.side === side).map((one) => boundOf(one, usual));
  const far = side === "above" ? usual * 1.5 : usual * 0.8;
  const bound = bounds.length === 0 ? far : side === "above" ? Math.min(...bounds) : Math.max(...bounds);
  const reach = bound - usual;
  // "None at all" leaves no way between usual and limit.
  return { usual, reach: Math.abs(reach) > 1e-12 ? reach : (side === "above" ? 1 : -1) * (dimension === "percent" ? 0.01 : 0.5) };
}

function usualOf(limits: readonly Limit[], side: Limit["side"], dimension: Dimension, signal: Signal): number {
  const fixed = limits.filter((limit) => limit.against === "amount" && limit.side === side).map((limit) => boundOf(limit, 0));
  if (fixed.length > 0 && side === "above") return Math.min(...fixed) / 4;
  if (fixed.length > 0) {
    const highest = Math.max(...fixed);
    return dimension === "percent" && highest <= 1 ? 1 - (1 - highest) / 4 : highest * 1.5;
  }
  if (signal.kind === "increase") return 0;
  return usualAmounts[dimension](signal);
}

/** What is usual where no gate has a fixed limit. */
const usualAmounts: Readonly<Record<Dimension, (signal: Signal) => number>> = {
  duration: () => 0.12,
  percent: ({ kind, worse }) => (worse === "lower" ? 0.998 : kind === "ratio" ? 0.002 : 0.3),
  bytes: () => 200_000_000,
  rate: () => 5,
  number: ({ worse }) => (worse === "lower" ? 0.8 : 10),
  points: () => 0,
  multiple: () => 1,
};
