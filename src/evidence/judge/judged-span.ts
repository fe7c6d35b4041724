import type { Context } from "../../compile/context.ts";
import { seconds } from "../../model/quantity.ts";
import type { Span } from "../metrics-source.ts";
import type { Window } from "../verdict.ts";

const hour = 3600;
const longestWithoutHold = 7 * 24 * hour;

/** The stage's hold in seconds, where it has one. */
export function holdOf({ position }: Context): number | undefined {
  return position.stage.hold === undefined ? undefined : seconds(position.stage.hold);
}

/**
 * How long all must have gone well after a breach before the stage may be left
 * after all: the hold begins anew, or an hour where there is none.
 */
export function bakeOf(context: Context): number {
  return holdOf(context) ?? hour;
}

/** The part of a stay that is judged: all of it, but of a stay much longer than its hold the latest. */
export function judgedWindow(context: Context, { start, end, origin }: Window): Window {
  const longest = Math.max(2 * (holdOf(context) ?? 0), longestWithoutHold);
  return { start: Math.max(start, end - longest), end, origin };
}

/** Seconds between the steps of a window: a minute, or an evaluation of the rules where those are further apart or the window is short. */
export function stepOf({ prometheus }: Context["environment"], { start, end }: Window): number {
  const evaluation = seconds(prometheus.evaluationInterval);
  return end - start <= hour ? evaluation : Math.max(60, evaluation);
}

/** The steps of a window; the last of them is its end. */
export function spanOf({ start, end }: Window, step: number): Span {
  return { start: end - Math.floor((end - start) / step) * step, end, step };
}
