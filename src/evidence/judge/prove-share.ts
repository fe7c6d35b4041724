import { nonInferiority } from "../statistics/index.ts";
import { exactUpper, sequentialDifference, sequentialRatioTest, sequentialTest, type Sample } from "../statistics/index.ts";
import { threshold, type Limit } from "../../compile/observability/limit.ts";
import { baseAmount, dimensionOf } from "../../model/quantity.ts";
import { decimal } from "./format-value.ts";
import type { Levels } from "./levels.ts";
import { missing } from "./missing.ts";

/** Whether counts prove that a share keeps a limit, that it is beyond it, or neither. */
export type Proof = "within" | "beyond" | "open";

/** How likely the counts are if the share lies exactly at the limit, in either direction. */
interface Doubt {
  readonly within: number;
  readonly beyond: number;
}

/**
 * Holds a share of requests against its limit. Counted is what may not become
 * more frequent, so below a lower limit the requests that do not match. A fixed
 * limit is cleared by the exact bound, a change against the baseline by the
 * score test or the exact one for few events; being beyond is told by tests
 * that stay valid however often one looks.
 */
export function proveShare(limit: Limit, candidate: Sample, baseline: Sample | undefined, { clear, accuse }: Levels): Proof {
  if (candidate.trials <= 0 || (limit.against === "baseline" && (baseline === undefined || baseline.trials <= 0))) return "open";
  const { within, beyond } = doubt(limit, candidate, baseline ?? candidate, clear);
  if (within <= clear) return "within";
  return beyond <= accuse ? "beyond" : "open";
}

function doubt(limit: Limit, candidate: Sample, baseline: Sample, clear: number): Doubt {
  const bad = limit.side === "above" ? candidate : opposite(candidate);
  if (limit.against === "amount") {
    const share = limit.side === "above" ? Number(baseAmount(limit.text)) : 1 - Number(baseAmount(limit.text));
    return against(bad, share, clear);
  }
  const other = limit.side === "above" ? baseline : opposite(baseline);
  const amount = Number(baseAmount(limit.text));
  if (dimensionOf(limit.text) === "points") return difference(bad, other, limit.side === "above" ? amount : -amount);
  const factor = dimensionOf(limit.text) === "multiple" ? amount : 1 + amount;
  if (limit.side === "above") {
    const { within } = nonInferiority(bad, other, { ratio: factor });
    return { within, beyond: sequentialRatioTest([{ candidate: bad, baseline: other }], "more", factor).pValue };
  }
  // What does not match has no fixed factor: the limit lies as far off as the baseline's own share says.
  return difference(bad, other, (baseline.events / baseline.trials) * (1 - factor));
}

function against(bad: Sample, share: number, clear: number): Doubt {
  if (share <= 0) return Math.round(bad.events) === 0 ? { within: 0, beyond: 1 } : { within: 1, beyond: 0 };
  if (share >= 1) return { within: 0, beyond: 1 };
  return {
    // The exact bound lies at the limit when the chance of so few events there is what may be cleared.
    within:
      exactUpper({ events: Math.round(bad.events), trials: Math.max(bad.trials, Math.round(bad.events)) }, 1 - clear) <= share ? 0 : 1,
    beyond: sequentialTest([{ ...bad, share }], "more").pValue,
  };
}

function difference(bad: Sample, other: Sample, margin: number): Doubt {
  const bounded = Math.max(-0.999, Math.min(0.999, margin));
  return {
    within: nonInferiority(bad, other, { difference: bounded }).within,
    beyond: sequentialDifference(bad, other, bounded),
  };
}

function opposite({ events, trials }: Sample): Sample {
  return { events: Math.max(0, trials - events), trials };
}

/**
 * Requests that are still missing to clear the limit if the share stays as it
 * is, on both sides; `undefined` where no number of them would do.
 */
export function missingRequests(limit: Limit, candidate: Sample, baseline: Sample | undefined, levels: Levels): number | undefined {
  const at = baseline === undefined ? undefined : decimal(baseline.events / Math.max(1, baseline.trials));
  const bound = Number(threshold(limit, at));
  const value = candidate.events / candidate.trials;
  if (limit.side === "above" ? value >= bound : value <= bound) return undefined;
  const times = ({ events, trials }: Sample, factor: number): Sample => ({ events: events * factor, trials: trials * factor });
  return missing(
    candidate.trials,
    (factor) => proveShare(limit, times(candidate, factor), baseline && times(baseline, factor), levels) === "within",
  );
}
