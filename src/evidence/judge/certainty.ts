/**
 * How sure an answer must be, said once.
 *
 * - `clear`: of candidates whose share of bad requests lies exactly at a limit,
 *   so many are cleared by one look (`rampart plan` reckons with the same).
 * - `accuse`: of stays during which a limit was met exactly all the time, so
 *   many are called beyond it, over all looks and all gates of a stage.
 */
export const certainty = { clear: 0.05, accuse: 0.05 } as const;

/** Fewest requests beyond the quantile (or, for a mean, at all) that a breach of it must rest on. */
export const fewestInTail = 10;

/** Fewest independent values on either side for a test of ranks to say anything. */
export const fewestRanked = 20;

/** Chance that a value of the worse side is the worse one, below which a difference is too small to matter. */
export const smallestEffect = 0.56;
