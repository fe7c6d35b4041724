import type { Limit } from "../../compile/observability/limit.ts";
import { boundOf } from "../../evidence/judge/changed-value.ts";

/** Whether a value is beyond a limit, for a limit that is asked about at many moments: it is read once. */
export function crossing(limit: Limit): (candidate: number, baseline: number | undefined) => boolean {
  // A bound is a straight line over what the baseline measures.
  const start = boundOf(limit, 0);
  const slope = boundOf(limit, 1) - start;
  return (candidate, baseline) => {
    const bound = start + slope * (baseline ?? 0);
    return limit.side === "above" ? candidate > bound : candidate < bound;
  };
}
