/** What a gate says: `unknown` never advances a rollout and never rolls it back by itself. */
export type Answer = "pass" | "fail" | "unknown";

/** Where the start of a judged window was taken from. */
export type WindowOrigin = "stage-series" | "git" | "given";

/** The span a gate was judged over; Unix seconds. */
export interface Window {
  readonly start: number;
  readonly end: number;
  readonly origin: WindowOrigin;
}

/** One gate's verdict with everything it rests on, so that anyone can compute it again. */
export interface Verdict {
  readonly gate: string;
  readonly kind: string;
  readonly answer: Answer;
  /** Whether the rollback limit was broken for as long as `badStreak` asks: going back is proposed. */
  readonly rollback: boolean;
  /** One sentence for the reviewer. */
  readonly sentence: string;
  /** PromQL it was asked with, where it was. */
  readonly query?: string;
  readonly window?: Window;
  /** Value in base units that is held against the threshold, as text without float noise. */
  readonly value?: string;
  /** The hold limit; the rollback limit, where that is the reason. */
  readonly threshold?: string;
  /** Requests the value rests on. */
  readonly samples?: number;
  /** Share of the window that was measured, 0 to 1. */
  readonly coverage?: number;
  /** Longest unbroken breach of the hold limit, seconds. */
  readonly longestBreach?: number;
  /** Why the answer is unknown or failed: `no-data`, `too-few-samples`, `stale`, `unreachable`, … */
  readonly reason?: string;
  /** What the limit was held against over the window, at most 60 points for a small chart; `null` where nothing was measured. */
  readonly trace?: readonly (number | null)[];
}
