import type { Answer, Verdict } from "../verdict.ts";

/** A time during which a gate would have given the same answer; Unix seconds of its first and last moment. */
export interface Period {
  readonly from: number;
  readonly to: number;
  readonly answer: Answer;
  readonly reason: string | undefined;
  readonly rollback: boolean;
  /** What it would have said first. */
  readonly sentence: string;
}

/** Joins neighbouring verdicts of the same answer and reason. */
export function periods(verdicts: readonly Verdict[]): readonly Period[] {
  const joined: Period[] = [];
  for (const { answer, reason, rollback, sentence, window } of verdicts) {
    const at = window?.end ?? 0;
    const last = joined.at(-1);
    if (last !== undefined && last.answer === answer && last.reason === reason && last.rollback === rollback) {
      joined[joined.length - 1] = { ...last, to: at };
    } else {
      joined.push({ from: at, to: at, answer, reason, rollback, sentence });
    }
  }
  return joined;
}

/** Share of the moments with each answer, and how often going back would have been proposed anew. */
export interface Tally {
  readonly pass: number;
  readonly fail: number;
  readonly unknown: number;
  readonly rollbacks: number;
}

/** Counts the answers of a replay, as shares of its moments. */
export function tally(verdicts: readonly Verdict[]): Tally {
  const share = (wanted: Answer): number => verdicts.filter(({ answer }) => answer === wanted).length / Math.max(1, verdicts.length);
  return {
    pass: share("pass"),
    fail: share("fail"),
    unknown: share("unknown"),
    rollbacks: periods(verdicts).filter(({ rollback }) => rollback).length,
  };
}
