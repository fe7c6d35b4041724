import type { Fetched, SeriesData } from "../metrics-source.ts";

/** One thing to ask a metrics source about a gate. */
export interface Question {
  /** What the answer is looked up by. */
  readonly id: string;
  /** Every step of the window, or its end alone. */
  readonly kind: "range" | "end";
  readonly expression: string;
}

/** The answers to questions, by id; an answer at the end alone is a series of one point. */
export type Answers = ReadonlyMap<string, Fetched<readonly SeriesData[]>>;
