/** A change for the worse, as far as it can be told in each way. */
export interface Regression {
  /** What would be measured then: `0.034 %`. */
  readonly value?: string;
  /** Against what is expected, in percentage points: `+0.014 pp`. */
  readonly absolute?: string;
  /** Against what is expected, or what the baseline measures: `+68 %`, `2.5x`. */
  readonly relative?: string;
}

/** A regression in words: `0.034 % (+0.014 pp, +68 %)`. */
export function regressionWords({ value, absolute, relative }: Regression): string {
  const changes = [absolute, relative].filter((one) => one !== undefined).join(", ");
  if (value === undefined) return changes;
  return changes === "" ? value : `${value} (${changes})`;
}
