const bars = "▁▂▃▄▅▆▇█";

/** A line of bars, one for each value: full at the greatest of values and `limit`, a dot where nothing was measured. */
export function sparkline(values: readonly (number | null)[], limit: number | undefined): string {
  const known = values.filter((value) => value !== null);
  const all = limit === undefined ? known : [...known, limit];
  const [low, high] = [Math.min(0, ...all), Math.max(...all)];
  // A share near 1 would fill every bar: what is missing to the top is drawn between the least value and the greatest.
  const bottom = low === 0 && Math.min(...all) > high / 2 ? Math.min(...all) : low;
  const height = high - bottom;
  return values
    .map((value) => (value === null ? "·" : (bars[height <= 0 ? 0 : Math.round(((value - bottom) / height) * (bars.length - 1))] ?? "·")))
    .join("");
}
