/** An unbroken run of steps beyond a limit; indices of its first and last step. */
export interface Breach {
  readonly first: number;
  readonly last: number;
}

/** Steps without a sample, in seconds, that neither end a breach nor lengthen it: so long does a sample count at most. */
const lookback = 300;

/**
 * The breaches in a row of steps: `true` within the limit, `false` beyond it,
 * nothing where nothing was measured.
 */
export function breaches(within: readonly (boolean | undefined)[], step: number): readonly Breach[] {
  const found: Breach[] = [];
  let open: { first: number; last: number } | undefined;
  const close = (): void => {
    if (open !== undefined) found.push(open);
    open = undefined;
  };
  for (const [index, kept] of within.entries()) {
    if (open !== undefined && (index - open.last) * step > lookback) close();
    if (kept === true) close();
    if (kept === false) open = { first: open?.first ?? index, last: index };
  }
  close();
  return found;
}

/** Seconds from the first step beyond the limit to the last, as an alert's `for` counts them: a lone step lasts none. */
export function lengthOf({ first, last }: Breach, step: number): number {
  return (last - first) * step;
}
