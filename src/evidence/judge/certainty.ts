/**
 * How sure an answer must be: of stays during which a limit was met exactly all
 * the time, so many are called beyond it, over all looks and all gates of a
 * stage. How many are cleared wrongly is said where `rampart plan` reckons.
 */
export const certainty = { accuse: 0.05 } as const;

/** Fewest requests beyond the quantile (or, for a mean, at all) that a breach of it must rest on. */
export const fewestInTail = 10;

/** Fewest independent values on either side for a test of ranks to say anything. */
export const fewestRanked = 20;

/** Chance that a value of the worse side is the worse one, below which a difference is too small to matter. */
export const smallestEffect = 0.56;
