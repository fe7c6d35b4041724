import { limitAmount } from "../../compile/observability/limit.ts";
import { signalDimension } from "../../model/signal-dimension.ts";
import type { Rollout } from "../../model/rollout.ts";
import { burnPace } from "./burn-pace.ts";
import { changedDimension, changedValue } from "./changed-value.ts";
import { formatCount, formatSpan, formatValue } from "./format-value.ts";
import type { SignalFacts } from "./signal-facts.ts";

/** A value of both sides, over the whole window or at its end. */
export interface Sides {
  readonly candidate: number;
  readonly baseline: number | undefined;
}

/** `Error rate of the candidate`. */
export function subjectWords({ signal, judgement }: SignalFacts): string {
  const title = signal.title.replaceAll("`", "");
  const { variant } = judgement.series;
  return variant === "none" ? title : `${title} of the ${variant}`;
}

/** `0.021 %`, `1.12x the baseline (123ms against 110ms)`. A value that rounds to its limit is told with more digits. */
export function valueWords(rollout: Rollout, { signal, judgement }: SignalFacts, sides: Sides): string {
  const { limit } = judgement;
  const own = signalDimension(signal, rollout.metrics);
  const candidate = formatValue(sides.candidate, own);
  const changed = changedValue(limit, sides.candidate, sides.baseline);
  if (limit.against === "amount") {
    return candidate === limit.text ? formatValue(sides.candidate, own, 8) : candidate;
  }
  const both = `${candidate} against ${sides.baseline === undefined ? "nothing" : formatValue(sides.baseline, own)} of the baseline`;
  if (changed === undefined) return both;
  const dimension = changedDimension(limit, own);
  const sign = dimension === "percent" && changed > 0 ? "+" : "";
  return `${sign}${formatValue(changed, dimension)}${dimension === "multiple" ? " the baseline" : ""} (${both})`;
}

/** `within the limit of 0.1 %`, `above the limit of 1.5x the baseline`. */
export function limitPhrase({ judgement: { limit } }: SignalFacts, isWithin: boolean): string {
  return `${isWithin ? "within" : limit.side} the limit of ${limitAmount(limit)}`;
}

/** What the value rests on: `14 of 69 120 requests`. */
export function basisWords({ candidate }: SignalFacts): string {
  if (candidate === undefined) return "";
  const { part, events, bornPart } = candidate;
  const born = bornPart >= 0.5 ? `, ${formatCount(Math.round(bornPart))} of them the first values of new series` : "";
  const counted = part === undefined ? "" : `${formatCount(Math.round(part))} of `;
  return ` (${counted}${formatCount(Math.round(events))} requests${born})`;
}

/** What else a reviewer should know: how much was measured, and the longest breach. */
export function measuredWords(facts: SignalFacts): string {
  const { measured, steps, longestBreach, notNumbers } = facts;
  const share = steps === 0 ? 0 : measured / steps;
  const value = facts.candidate?.value;
  const pace = value === undefined ? undefined : burnPace(facts.signal, value);
  return [
    `${formatValue(Math.floor(share * 1000) / 1000, "percent")} of the time was measured`,
    longestBreach > 0 ? `the longest breach of the hold limit lasted ${formatSpan(longestBreach)}` : "",
    notNumbers > 0 ? `${notNumbers} samples were not numbers` : "",
    pace === undefined ? "" : `the error budget burns at ${formatValue(pace, "multiple")} the pace it may`,
  ]
    .filter((part) => part !== "")
    .join("; ");
}
