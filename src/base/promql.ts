/**
 * Quotes text as a PromQL string.
 * @see https://prometheus.io/docs/prometheus/latest/querying/basics/#string-literals
 */
export function quotePromql(text: string): string {
  return JSON.stringify(text);
}

/** Makes a text match itself inside an RE2 expression. */
export function escapeRe2(text: string): string {
  return text.replace(/[\\.+*?()|[\]{}^$]/g, "\\$&");
}

/** One matcher of a series selector. */
export interface LabelMatcher {
  readonly label: string;
  readonly operator: "=" | "!=" | "=~" | "!~";
  readonly value: string;
}

/** Writes a series selector, matchers in the order given: `up{job="api"}`. */
export function selector(metric: string, matchers: readonly LabelMatcher[]): string {
  return selecting(metric, matchers.map(({ label, operator, value }) => `${label}${operator}${quotePromql(value)}`).join(","));
}

/** The same with matchers that are written already. */
export function selecting(metric: string, inside: string): string {
  return inside === "" ? metric : `${metric}{${inside}}`;
}
