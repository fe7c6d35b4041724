/** Time that passes only when somebody says so, unless it was told to run. Unix seconds. */
export interface VirtualClock {
  readonly now: () => number;
  /** Goes ahead by so many seconds. */
  readonly pass: (seconds: number) => void;
  /** Goes ahead to a moment; never back. */
  readonly reach: (moment: number) => void;
}

/** A clock that stands at a moment, or runs from there `speed` times as fast as this machine's. */
export function virtualClock(start: number, speed = 0, real: () => number = () => Date.now() / 1000): VirtualClock {
  const began = real();
  let ahead = 0;
  const now = (): number => start + ahead + (speed === 0 ? 0 : (real() - began) * speed);
  return {
    now,
    pass: (seconds) => {
      ahead += Math.max(0, seconds);
    },
    reach: (moment) => {
      ahead += Math.max(0, moment - now());
    },
  };
}
