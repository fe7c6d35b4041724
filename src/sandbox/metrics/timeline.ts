import type { Context } from "../../compile/context.ts";
import type { Position } from "../../compile/position.ts";
import { seconds } from "../../model/quantity.ts";

/** Where a rollout stands at a time, as far as a scenario goes by it. */
export interface Standpoint {
  readonly position: Position;
  /** Seconds since the stage that is played began; negative in the time shown before it. */
  readonly elapsed: number;
  /** Seconds the stage is held for. */
  readonly hold: number;
}

/** The virtual time that a rollout is played in; Unix seconds. */
export interface Timeline {
  /** Since when there is data. */
  readonly first: number;
  /** The present: nothing is known of what lies ahead. */
  readonly now: () => number;
  /** Where the rollout stands at a time; nothing where it stands nowhere. */
  readonly standpoint: (time: number) => Standpoint | undefined;
}

/** Data begins so long before the first stage that is played, in seconds. */
export const prelude = 3600;

const holdWhereThereIsNone = 3600;

/** Seconds a stage is held for, an hour where it has no hold. */
export function playedHold({ stage }: Position): number {
  return stage.hold === undefined ? holdWhereThereIsNone : seconds(stage.hold);
}

/** A stay at the stage of a context that began at a time, the stage before it until then, and a present that does not move. */
export function stayTimeline({ position, positions }: Context, began: number, now: number): Timeline {
  const before = positions[positions.indexOf(position) - 1];
  const hold = playedHold(position);
  return {
    first: began - prelude,
    now: () => now,
    standpoint: (time) => {
      const standing = time >= began ? position : before;
      return standing && { position: standing, elapsed: time - began, hold };
    },
  };
}
