/** Time that passes only when somebody says so, unless it was told to run. Unix seconds. */
export interface VirtualClock {
  readonly now: () => number;
  /**
   * The time for whoever asks from outside. A clock that runs stands still until
   * nobody has asked for a while: else the two servers that one step asks would
   * be hours apart.
   */
  readonly asked: () => number;
  /** Goes ahead by so many seconds. */
  readonly pass: (seconds: number) => void;
  /** Goes ahead to a moment; never back. */
  readonly reach: (moment: number) => void;
}

/** Seconds of this machine without a question after which a clock runs on. */
const quiet = 3;

/** A clock that stands at a moment, or runs from there `speed` times as fast as this machine's. */
export function virtualClock(start: number, speed = 0, real: () => number = () => Date.now() / 1000): VirtualClock {
  let ahead = 0;
  let ran = 0;
  let runsFrom = real();
  const now = (): number => start + ahead + (ran + Math.max(0, real() - runsFrom)) * speed;
  return {
    now,
    asked: () => {
      ran += Math.max(0, real() - runsFrom);
      runsFrom = real() + quiet;
      return now();
    },
    pass: (seconds) => {
      ahead += Math.max(0, seconds);
    },
    reach: (moment) => {
      ahead += Math.max(0, moment - now());
    },
  };
}
