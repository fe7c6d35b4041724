/** What pacing needs to know of time. */
export interface Pace {
  /** Seconds. */
  readonly clock: () => number;
  /** Takes milliseconds. */
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** Seconds from the end of one act to the beginning of the next. */
  readonly pause: number;
}

/**
 * Lets acts happen one after the other, each a pause after the last.
 * @see https://docs.github.com/rest/using-the-rest-api/best-practices-for-using-the-rest-api#pause-between-mutative-requests
 */
export function createTurns({ clock, sleep, pause }: Pace): <Result>(act: () => Promise<Result>) => Promise<Result> {
  let last = Number.NEGATIVE_INFINITY;
  let tail: Promise<unknown> = Promise.resolve();
  const turn = async <Result>(before: Promise<unknown>, act: () => Promise<Result>): Promise<Result> => {
    await before.catch(() => undefined);
    const wait = Math.min(last + pause - clock(), pause);
    if (wait > 0) await sleep(wait * 1000);
    try {
      return await act();
    } finally {
      last = clock();
    }
  };
  return (act) => {
    const result = turn(tail, act);
    tail = result;
    return result;
  };
}
