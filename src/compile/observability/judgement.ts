import type { SignalGate } from "../../model/gate.ts";
import { atLeast, type Floors } from "./floors.ts";
import { objectiveTier, type BurnTier } from "./burn-rate.ts";
import { gateLimits } from "./gate-limits.ts";
import { crossed, type Limit, type Sides } from "./limit.ts";
import { seriesAt, signalNamed, type Series } from "./series.ts";
import type { Subject } from "./subject.ts";

/** A limit with the series it is held against. */
export interface Judgement {
  readonly limit: Limit;
  readonly series: Series;
  /** The baseline's series, where the limit is a change. */
  readonly baseline: Series | undefined;
  /** Two windows that must be beyond the limit at once, instead of {@link series}. */
  readonly tier: BurnTier | undefined;
}

/** A signal of a variant, or of the whole service where it is not measured by variant, held against a limit. */
export function judge({ rollout, environment }: Subject, signal: string, variant: "baseline" | "candidate", limit: Limit): Judgement {
  const measured = signalNamed(rollout, signal).variants === "none" ? "none" : variant;
  return {
    limit,
    series: seriesAt(rollout, environment, signal, measured),
    baseline: limit.against === "baseline" ? seriesAt(rollout, environment, signal, "baseline") : undefined,
    tier: undefined,
  };
}

/** What a gate's hold or rollback limit judges; `undefined` where the gate has no such limit. */
export function judgeGate(subject: Subject, gate: SignalGate, which: "hold" | "rollback"): Judgement | undefined {
  const limit = gateLimits(subject.rollout, gate)[which];
  if (limit === undefined) return undefined;
  const variant = "variant" in gate ? gate.variant : "candidate";
  const judgement = judge(subject, gate.signal, variant, limit);
  return which === "rollback" && gate.kind === "objective" && gate.rollback !== undefined
    ? { ...judgement, tier: objectiveTier(subject, gate.signal, judgement.series.variant, gate.rollback, limit) }
    : judgement;
}

/** Selectors of a judgement's series. */
export function sidesOf({ series, baseline }: Judgement): Sides {
  return { value: series.selector, baseline: baseline?.selector };
}

/**
 * PromQL that has a sample while the limit is crossed, every side rests on so
 * many events, and so many of the judged side's are beyond the limit's side.
 */
export function breach(judgement: Judgement, { minimumSamples, minimumFailures }: Floors): string {
  const { limit, series, baseline } = judgement;
  const floors = [
    ...[series, baseline].map((side) => atLeast(side?.samples, minimumSamples)),
    atLeast(series.failures?.[limit.side], minimumFailures),
  ];
  return `${crossed(limit, sidesOf(judgement))}${floors.join("")}`;
}
