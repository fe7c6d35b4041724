/**
 * Adjusts p-values for asking several questions at once, by Holm's step-down
 * method: whoever rejects below `alpha` is wrong about any of them with at most
 * that probability, however the questions depend on each other. In the order given.
 * @see https://www.jstor.org/stable/4615733
 */
export function holm(pValues: readonly number[]): readonly number[] {
  const order = pValues.map((_, index) => index).toSorted((left, right) => (pValues[left] ?? 0) - (pValues[right] ?? 0));
  const adjusted = pValues.map(() => 1);
  let largest = 0;
  for (const [rank, index] of order.entries()) {
    largest = Math.max(largest, Math.min(1, (pValues.length - rank) * (pValues[index] ?? 1)));
    adjusted[index] = largest;
  }
  return adjusted;
}
