import type { SignalGate } from "../../model/gate.ts";
import { amountLimit, changeLimit, crossed, type Limit, type Sides } from "./limit.ts";
import { seriesAt, signalNamed, type Series } from "./series.ts";
import type { Subject } from "./subject.ts";

/** A limit with the series it is held against. */
export interface Judgement {
  readonly limit: Limit;
  readonly series: Series;
  /** The baseline's series, where the limit is a change. */
  readonly baseline: Series | undefined;
}

/** A signal of a variant, or of the whole service where it is not measured by variant, held against a limit. */
export function judge({ rollout, environment }: Subject, signal: string, variant: "baseline" | "candidate", limit: Limit): Judgement {
  const measured = signalNamed(rollout, signal).variants === "none" ? "none" : variant;
  return {
    limit,
    series: seriesAt(rollout, environment, signal, measured),
    baseline: limit.against === "baseline" ? seriesAt(rollout, environment, signal, "baseline") : undefined,
  };
}

/** What a gate's hold or rollback limit judges; `undefined` where the gate has no such limit. */
export function judgeGate(subject: Subject, gate: SignalGate, which: "hold" | "rollback"): Judgement | undefined {
  switch (gate.kind) {
    case "limit": {
      const bound = gate[which];
      return bound && judge(subject, gate.signal, gate.variant, amountLimit(bound));
    }
    case "delta": {
      const bound = gate[which];
      return bound && judge(subject, gate.signal, "candidate", changeLimit(bound));
    }
    case "comparison": {
      const bound = which === "hold" ? gate.otherwise : gate.rollback;
      return bound && judge(subject, gate.signal, "candidate", changeLimit(bound));
    }
  }
}

/** Selectors of a judgement's series. */
export function sidesOf({ series, baseline }: Judgement): Sides {
  return { value: series.selector, baseline: baseline?.selector };
}

/** PromQL that has a sample while the limit is crossed and every side rests on at least so many events. */
export function breach(judgement: Judgement, minimumSamples: number): string {
  const floors = [judgement.series, judgement.baseline]
    .map((series) => series?.samples)
    .filter((samples) => samples !== undefined && minimumSamples > 0)
    .map((samples) => ` and on () (${samples} >= ${minimumSamples})`);
  return `${crossed(judgement.limit, sidesOf(judgement))}${floors.join("")}`;
}
