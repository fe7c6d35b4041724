/** A value at one interval, or nothing: missing, or marked as stale. */
export type SyntheticValue = number | undefined;

/** Values of a series, or what is wrong with their notation. */
export type SyntheticValues = { readonly values: readonly SyntheticValue[] } | { readonly problem: string };

const number = String.raw`[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|[+-]?(?:Inf|NaN)`;
const expanding = new RegExp(`^(${number})(?:([+-](?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?))?x(\\d+)$`);
const single = new RegExp(`^(?:${number})$`);

const mostValues = 1_000_000;

/**
 * Reads the notation of series that promtool's unit tests have: `0+1x10` is
 * eleven values from 0 by 1, `5x3` four times 5, `_` a missing value, `_x3`
 * three of them, `stale` the end of the series for now.
 * @see https://prometheus.io/docs/prometheus/latest/configuration/unit_testing_rules/#series
 */
export function parseValues(text: string): SyntheticValues {
  const values: SyntheticValue[] = [];
  for (const word of text.trim().split(/\s+/)) {
    if (word === "") continue;
    const missing = /^_(?:x(\d+))?$/.exec(word);
    const expanded = expanding.exec(word);
    const count = missing !== null ? Number(missing[1] ?? 1) : expanded === null ? 1 : Number(expanded[3]) + 1;
    if (values.length + count > mostValues) return { problem: `has more than ${mostValues} values` };
    if (missing !== null || word === "stale") {
      for (let index = 0; index < count; index++) values.push(undefined);
    } else if (expanded !== null) {
      const [start, by] = [read(expanded[1] ?? ""), read(expanded[2] ?? "0")];
      // Added up one by one, as promtool does.
      for (let index = 0, value = start; index < count; index++, value += by) values.push(value);
    } else if (single.test(word)) {
      values.push(read(word));
    } else {
      return { problem: `has "${word}", which is no notation of values such as 0+1x10, 5x3, _x2 or stale` };
    }
  }
  return { values };
}

function read(text: string): number {
  if (text.endsWith("NaN")) return Number.NaN;
  if (text.endsWith("Inf")) return text.startsWith("-") ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  return Number(text);
}
