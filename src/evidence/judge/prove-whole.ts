import { lookLevel, type BucketCounts } from "../statistics/index.ts";
import type { Limit } from "../../compile/observability/limit.ts";
import type { EventTotals } from "./event-totals.ts";
import type { Levels } from "./levels.ts";
import { missing } from "./missing.ts";
import { proveQuantile } from "./prove-quantile.ts";
import { missingRequests, proveShare, type Proof } from "./prove-share.ts";
import type { SignalFacts } from "./signal-facts.ts";
import type { Sides } from "./signal-words.ts";
import { excessChance, excessOf, windowExcesses } from "./window-excesses.ts";

/** Whether a value over the whole window keeps its limit, and how many more requests would show that it does. */
export interface WholeProof {
  readonly proof: Proof;
  readonly missing: () => number | undefined;
}

/**
 * Holds what rests on requests against a limit over the whole window: a share
 * by its counts; a quantile by its order statistics; a quantile and a mean also
 * by how far the windows they are recorded in scatter. `undefined` for what does
 * not rest on requests, and where its counts are missing.
 */
export function proveWhole(limit: Limit, facts: SignalFacts, sides: Sides, levels: Levels): WholeProof | undefined {
  const { candidate, baseline, signal } = facts;
  if (candidate === undefined) return undefined;
  switch (signal.kind) {
    case "ratio": {
      const own = sampleOf(candidate);
      const other = baseline && sampleOf(baseline);
      if (own === undefined) return undefined;
      return { proof: proveShare(limit, own, other, levels), missing: () => missingRequests(limit, own, other, levels) };
    }
    case "quantile": {
      const { buckets } = candidate;
      const other = baseline?.buckets;
      if (buckets === undefined || (limit.against === "baseline" && other === undefined)) return undefined;
      const grown = (times: number): Proof =>
        both(
          proveQuantile(limit, signal.quantile, multiplied(buckets, times), other && multiplied(other, times), levels),
          proveByWindows(limit, facts, sides, levels, times) ?? "untold",
        );
      return proofOf(candidate, grown);
    }
    case "mean": {
      return proofOf(candidate, (times) => proveByWindows(limit, facts, sides, levels, times) ?? "open");
    }
    case "rate":
    case "increase":
    case "level":
    case "quotient":
      return undefined;
  }
}

function proofOf({ events }: EventTotals, grown: (times: number) => Proof): WholeProof {
  return { proof: grown(1), missing: () => missing(events, (times) => grown(times) === "within") };
}

/** By how far windows scatter; nothing where there are too few of them. */
function proveByWindows(limit: Limit, facts: SignalFacts, sides: Sides, { clear, accuse }: Levels, times: number): Proof | undefined {
  const excess = excessOf(limit, facts.signal, sides);
  const chance =
    excess === undefined ? undefined : excessChance(excess, windowExcesses(limit, facts, { first: 0, last: facts.steps - 1 }), times);
  if (chance === undefined) return undefined;
  if (chance.within <= clear) return "within";
  return chance.beyond <= lookLevel(accuse, Math.max(2, facts.windows)) ? "beyond" : "open";
}

/** What both ways of asking say. Over too few windows to see them scatter a limit can be kept, but nobody is accused. */
function both(one: Proof, other: Proof | "untold"): Proof {
  if (other === "untold") return one === "beyond" ? "open" : one;
  return one === other ? one : "open";
}

function sampleOf({ part, events }: EventTotals) {
  return part === undefined ? undefined : { events: part, trials: events };
}

function multiplied({ bounds, counts }: BucketCounts, times: number): BucketCounts {
  return times === 1 ? { bounds, counts } : { bounds, counts: counts.map((count) => count * times) };
}
