import { lookLevel, mannWhitney, sequentialRatioTest, type Sample } from "../statistics/index.ts";
import { limitAmount } from "../../compile/observability/limit.ts";
import { baseAmount, seconds } from "../../model/quantity.ts";
import type { Gate } from "../../model/gate.ts";
import type { Rollout } from "../../model/rollout.ts";
import { fewestRanked, smallestEffect } from "./certainty.ts";
import { isBeyond } from "./changed-value.ts";
import type { Conclusion } from "./conclusion.ts";
import { formatCount, formatValue } from "./format-value.ts";
import type { SignalFacts } from "./signal-facts.ts";
import { basisWords, limitPhrase, measuredWords, subjectWords, valueWords, type Sides } from "./signal-words.ts";

type Comparison = Extract<Gate, { readonly kind: "comparison" }>;

/**
 * Whether the candidate is worse than the baseline, by the test that fits:
 * shares by their counts, with a test that may be looked at as often as one
 * likes; everything else by ranks of values that do not overlap, where a
 * difference too small to matter does not count. Where no test is possible, by
 * the gate's plain bound. `undefined` when it is not worse.
 */
export function compareSides(gate: Comparison, rollout: Rollout, facts: SignalFacts): Conclusion | undefined {
  const alpha = 1 - Number(baseAmount(gate.confidence));
  const sides = sidesOf(facts);
  const subject = subjectWords(facts);
  if (sides === undefined) {
    return told("unknown", "no-data", `${subject} has no value to compare on one of the sides; ${measuredWords(facts)}.`, undefined);
  }
  const value = `${subject} is ${valueWords(rollout, facts, sides)}${basisWords(facts)}`;
  const chance = chanceOf(gate, facts);
  if (chance === undefined) {
    // Counts decide here only as far as the plain bound goes: there are too few of them for more.
    if (!isBeyond(facts.judgement.limit, sides.candidate, sides.baseline)) return undefined;
    return told(
      "fail",
      "hold-limit",
      `${value}, ${limitPhrase(facts, false)}, and too little was measured to test it; ${measuredWords(facts)}.`,
      sides,
    );
  }
  if (chance.p > (chance.isForOneLook ? lookLevel(alpha, growthOf(facts)) : alpha) || chance.effect < smallestEffect) return undefined;
  const unlikely = chance.p < 1e-6 ? "less than one in a million" : formatValue(chance.p, "percent", 2);
  return told(
    "fail",
    "worse",
    `${value}, worse than the baseline at ${gate.confidence} confidence (${chance.method}, chance ${unlikely}); ${measuredWords(facts)}.`,
    sides,
  );
}

/** What {@link compareSides} rested on, for a gate that passes. */
export function comparisonBasis(gate: Comparison, facts: SignalFacts): string {
  const chance = chanceOf(gate, facts);
  return chance === undefined
    ? `too little was measured for a test, and it is within ${limitAmount(facts.judgement.limit)}`
    : `${chance.method} at ${gate.confidence} confidence does not find it worse than the baseline`;
}

interface Chance {
  /** Chance of a difference like this one, or a larger one, for the worse when nothing differs. */
  readonly p: number;
  /** Chance that a value of the candidate is worse than one of the baseline; 1 for counts, which are tested as they are. */
  readonly effect: number;
  readonly method: string;
  /** Whether the chance holds for one look only, so that looking often must be paid for. */
  readonly isForOneLook: boolean;
}

/** How many times as many values there are in the end as are ranked at first. */
function growthOf({ windows }: SignalFacts): number {
  return Math.max(2, windows / fewestRanked);
}

function chanceOf(gate: Comparison, facts: SignalFacts): Chance | undefined {
  const { signal, candidate, baseline, span, grids } = facts;
  if (candidate !== undefined && candidate.seen < Math.max(1, gate.minimumSamples) - 1e-6) return undefined;
  if (candidate?.part !== undefined && baseline?.part !== undefined) {
    if (candidate.events <= 0 || baseline.events <= 0) return undefined;
    const bad = ({ part, events }: { readonly part: number; readonly events: number }): Sample =>
      signal.worse === "higher" ? { events: part, trials: events } : { events: events - part, trials: events };
    const pair = {
      candidate: bad({ part: candidate.part, events: candidate.events }),
      baseline: bad({ part: baseline.part, events: baseline.events }),
    };
    const { pValue } = sequentialRatioTest([pair], "more");
    return {
      p: pValue,
      effect: 1,
      method: `sequential test of ${formatCount(candidate.events)} against ${formatCount(baseline.events)} requests`,
      isForOneLook: false,
    };
  }
  // Values closer together than the signal's window share requests, and would be counted as more evidence than they are.
  const stride = "window" in signal ? Math.max(1, Math.round(seconds(signal.window) / span.step)) : 1;
  const apart = (values: readonly (number | undefined)[]) =>
    values.filter((value, index): value is number => value !== undefined && index % stride === 0);
  const [own, other] = [apart(grids.candidate.values), apart(grids.baseline.values)];
  if (own.length < fewestRanked || other.length < fewestRanked) return undefined;
  const { greater, less, superiority } = mannWhitney(own, other);
  const higherIsWorse = signal.worse === "higher";
  return {
    p: higherIsWorse ? greater : less,
    effect: higherIsWorse ? superiority : 1 - superiority,
    method: `Mann-Whitney test of ${own.length} against ${other.length} values`,
    isForOneLook: true,
  };
}

function sidesOf({ candidate, baseline, latest }: SignalFacts): Sides | undefined {
  const sides =
    candidate === undefined
      ? latest
      : candidate.value === undefined
        ? undefined
        : { candidate: candidate.value, baseline: baseline?.value };
  return sides?.baseline === undefined ? undefined : sides;
}

function told(answer: "fail" | "unknown", reason: string, sentence: string, sides: Sides | undefined): Conclusion {
  return { answer, rollback: false, reason, sentence, sides };
}
