const escapes: ReadonlyMap<string, string> = new Map([
  ["a", "\u0007"],
  ["b", "\b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
  ["v", "\v"],
  ["\\", "\\"],
  ["'", "'"],
  ['"', '"'],
]);

/**
 * The text of a PromQL string literal; `undefined` for an escape that Go does
 * not have, which Prometheus refuses.
 * @see https://prometheus.io/docs/prometheus/latest/querying/basics/#string-literals
 */
export function unquote(literal: string): string | undefined {
  const quote = literal[0];
  const inner = literal.slice(1, -1);
  if (quote === "`" || !inner.includes("\\")) return inner;
  let valid = true;
  const text = inner.replaceAll(/\\(x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[0-7]{3}|[\s\S]?)/g, (_, escape: string) => {
    const plain = escapes.get(escape);
    if (plain !== undefined && !(escape === "'" && quote === '"') && !(escape === '"' && quote === "'")) return plain;
    const code =
      escape.length > 1
        ? Number.parseInt(/^[0-7]{3}$/.test(escape) ? escape : escape.slice(1), /^[0-7]{3}$/.test(escape) ? 8 : 16)
        : Number.NaN;
    if (!(code <= 0x10_ff_ff)) valid = false;
    return valid ? String.fromCodePoint(code) : "";
  });
  return valid ? text : undefined;
}
