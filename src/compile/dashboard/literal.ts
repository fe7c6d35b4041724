/**
 * Grafana replaces `$name`, `${name}` and `[[name]]` in titles, texts and
 * queries wherever `name` is a variable it knows: ours (`datasource`) and its
 * own (`__…`). Text of a definition must come through as written.
 * @see https://grafana.com/docs/grafana/latest/dashboards/variables/variable-syntax/
 */
const variable = /\$(?=\{?(?:datasource|__))|\[(?=\[(?:datasource|__))/g;

/** Shows like nothing and keeps the name apart from the sign that would make it a variable. */
const wordJoiner = "\u2060";

/** Text that Grafana shows as written. */
export function literalText(text: string): string {
  return text.replace(variable, (sign) => `${sign}${wordJoiner}`);
}

/** PromQL whose quoted texts Grafana leaves alone; variables outside quotes still count. */
export function literalStrings(expr: string): string {
  return expr.replace(/"(?:[^"\\]|\\.)*"/g, (quoted) => quoted.replace(variable, (sign) => (sign === "$" ? "\\x24" : "\\x5b")));
}

/** An address that Grafana leaves alone. */
export function literalUrl(url: string): string {
  return url.replace(variable, (sign) => (sign === "$" ? "%24" : "%5B"));
}

/** Prose for places that know no markup, as titles: without the marks of its code. */
export function plainText(text: string): string {
  return text.replace(/`([^`]+)`/g, "$1");
}
