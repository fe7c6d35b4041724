import type { Context } from "../../compile/context.ts";
import type { SignalGate } from "../../model/gate.ts";
import type { Span } from "../metrics-source.ts";
import type { Window } from "../verdict.ts";
import type { Answers } from "./question.ts";

/** Everything that a gate of a signal is judged from. */
export interface SignalCase {
  readonly context: Context;
  readonly name: string;
  readonly gate: SignalGate;
  readonly window: Window;
  /** Where the ranges of the answers were asked. */
  readonly span: Span;
  /** Seconds of the stage's hold; nothing where it has none. */
  readonly hold: number | undefined;
  readonly answers: Answers;
  /** Gates of signals that the stage has: each can accuse the candidate by chance. */
  readonly gates: number;
}
