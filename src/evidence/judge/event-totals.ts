import type { Answers } from "./question.ts";
import { bucketsOf } from "./buckets-of.ts";
import type { Side } from "./signal-questions.ts";
import type { BucketCounts } from "../statistics/index.ts";

/** What a side counted over the whole window. */
export interface EventTotals {
  /** Requests by what the counter grew: never more than there were. */
  readonly seen: number;
  /** Requests and, for a share, those of them that count for it, first values of new series included. */
  readonly events: number;
  readonly part: number | undefined;
  /** Of `part`, what new series began with. */
  readonly bornPart: number;
  /** The signal over the whole window. */
  readonly value: number | undefined;
  /** How often a value was at most so large, for a quantile. */
  readonly buckets: BucketCounts | undefined;
}

/** Totals of a side; `undefined` for a signal that does not rest on events. */
export function eventTotals(answers: Answers, side: Side): EventTotals | undefined {
  if (!answers.has(`${side}-events`)) return undefined;
  const number = (id: string): number | undefined => lastNumber(answers, `${side}-${id}`);
  const seen = number("events") ?? 0;
  if (!answers.has(`${side}-part`)) {
    const counted = answers.get(`${side}-buckets`);
    const buckets = counted?.kind === "ok" ? bucketsOf(counted.value) : undefined;
    return { seen, events: seen, part: undefined, bornPart: 0, value: number("whole"), buckets };
  }
  const bornPart = number("part-born") ?? 0;
  const events = seen + (number("events-born") ?? 0);
  // Rates are extrapolated apart, so that rounding may make the part larger than the whole.
  const part = Math.min((number("part") ?? 0) + bornPart, events);
  return { seen, events, part, bornPart, value: events > 0 ? part / events : undefined, buckets: undefined };
}

function lastNumber(answers: Answers, id: string): number | undefined {
  const answer = answers.get(id);
  const value = answer?.kind === "ok" ? answer.value[0]?.points.at(-1)?.[1] : undefined;
  return value !== undefined && Number.isFinite(value) ? value : undefined;
}
