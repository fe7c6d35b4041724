import { nonInferiority } from "../statistics/index.ts";
import { exactUpper, sequentialDifference, sequentialRatioTest, sequentialTest, type Sample } from "../statistics/index.ts";
import { threshold, type Limit } from "../../compile/observability/limit.ts";
import { baseAmount, dimensionOf } from "../../model/quantity.ts";
import { certainty } from "./certainty.ts";
import { decimal } from "./format-value.ts";

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
 * @param gates how many gates of the stage can accuse the candidate
 */
export function proveShare(limit: Limit, candidate: Sample, baseline: Sample | undefined, gates = 1): Proof {
  if (candidate.trials <= 0 || (limit.against === "baseline" && (baseline === undefined || baseline.trials <= 0))) return "open";
  const { within, beyond } = doubt(limit, candidate, baseline ?? candidate);
  if (within <= certainty.clear) return "within";
  return beyond <= certainty.accuse / gates ? "beyond" : "open";
}

function doubt(limit: Limit, candidate: Sample, baseline: Sample): Doubt {
  const bad = limit.side === "above" ? candidate : opposite(candidate);
  if (limit.against === "amount") {
    const share = limit.side === "above" ? Number(baseAmount(limit.text)) : 1 - Number(baseAmount(limit.text));
    return against(bad, share);
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

function against(bad: Sample, share: number): Doubt {
  if (share <= 0) return Math.round(bad.events) === 0 ? { within: 0, beyond: 1 } : { within: 1, beyond: 0 };
  if (share >= 1) return { within: 0, beyond: 1 };
  return {
    // The exact bound lies at the limit when the chance of so few events there is what may be cleared.
    within:
      exactUpper({ events: Math.round(bad.events), trials: Math.max(bad.trials, Math.round(bad.events)) }, 1 - certainty.clear) <= share
        ? 0
        : 1,
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
export function missingRequests(limit: Limit, candidate: Sample, baseline: Sample | undefined): number | undefined {
  const at = baseline === undefined ? undefined : decimal(baseline.events / Math.max(1, baseline.trials));
  const bound = Number(threshold(limit, at));
  const value = candidate.events / candidate.trials;
  if (limit.side === "above" ? value >= bound : value <= bound) return undefined;
  const grown = (factor: number): boolean => {
    const times = ({ events, trials }: Sample): Sample => ({ events: events * factor, trials: trials * factor });
    return proveShare(limit, times(candidate), baseline && times(baseline)) === "within";
  };
  let [low, high] = [1, 2];
  while (!grown(high)) {
    if (high > 4096) return undefined;
    low = high;
    high *= 2;
  }
  while (high / low > 1.02) {
    const middle = (low + high) / 2;
    if (grown(middle)) high = middle;
    else low = middle;
  }
  return Math.ceil(candidate.trials * (high - 1));
}
