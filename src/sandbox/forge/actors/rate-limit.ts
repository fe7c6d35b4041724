/** How much of its hour an account has used. */
export interface RateCount {
  readonly limit: number;
  readonly used: number;
  readonly remaining: number;
  /** Seconds since 1970 at which the count begins again. */
  readonly reset: number;
}

/** Counts the calls of each account by the hour. */
export interface RateLimit {
  /** What the account has used in its current hour. */
  count(login: string, now: number): RateCount;
  /** Takes one call; false when none is left. */
  take(login: string, now: number): boolean;
  /** Gives a call back: one that changed nothing since the last time costs nothing. */
  giveBack(login: string): void;
}

const hour = 3600;

/** The primary rate limit. @see https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api */
export function createRateLimit(limit: number): RateLimit {
  const counts = new Map<string, { used: number; reset: number }>();
  const current = (login: string, now: number): { used: number; reset: number } => {
    const seconds = Math.floor(now / 1000);
    const known = counts.get(login);
    if (known !== undefined && seconds < known.reset) return known;
    const fresh = { used: 0, reset: seconds + hour };
    counts.set(login, fresh);
    return fresh;
  };
  return {
    count(login, now) {
      const { used, reset } = current(login, now);
      return { limit, used, remaining: limit - used, reset };
    },
    take(login, now) {
      const count = current(login, now);
      if (count.used >= limit) return false;
      count.used += 1;
      return true;
    },
    giveBack(login) {
      const count = counts.get(login);
      if (count !== undefined) count.used -= 1;
    },
  };
}
