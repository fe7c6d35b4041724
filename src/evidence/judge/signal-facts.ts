import type { Judgement } from "../../compile/observability/judgement.ts";
import type { Signal } from "../../model/signal.ts";
import type { SourceProblem, Span } from "../metrics-source.ts";
import type { EventTotals } from "./event-totals.ts";
import type { Grid } from "./grid.ts";
import type { Side } from "./signal-questions.ts";

/** A breach in seconds: when it began and ended. */
export interface TimedBreach {
  readonly start: number;
  readonly end: number;
}

/** Everything measured about a gate over a span, before anybody draws a conclusion. */
export interface SignalFacts {
  readonly judgement: Judgement;
  readonly signal: Signal;
  readonly span: Span;
  /** Steps that there are, that were measured, and that were within the hold limit. */
  readonly steps: number;
  readonly measured: number;
  readonly good: number;
  /** The latest values of both sides, and whether they are beyond the hold limit by more than chance; nothing where nothing was measured. */
  readonly latest: { readonly candidate: number; readonly baseline: number | undefined; readonly beyond: boolean } | undefined;
  readonly notNumbers: number;
  readonly endsNotNumber: boolean;
  /** Seconds since the latest sample was taken. */
  readonly age: number | undefined;
  /** Seconds of the longest unbroken breach of the hold limit, whatever it rests on. */
  readonly longestBreach: number;
  /** Latest breach of each limit that lasted and rests on enough to count. */
  readonly holdBreach: TimedBreach | undefined;
  readonly rollbackBreach: TimedBreach | undefined;
  /** Seconds beyond the rollback limit in all. */
  readonly beyondRollback: number;
  readonly candidate: EventTotals | undefined;
  readonly baseline: EventTotals | undefined;
  readonly grids: Readonly<Record<Side, Grid>>;
  /** Windows of the signal that do not overlap, in the hold or in the span where that is longer. */
  readonly windows: number;
}

/** Why nothing can be said: a question without an answer, or an answer of several series. */
export type NoFacts = { readonly problem: SourceProblem } | { readonly manySeries: number };
