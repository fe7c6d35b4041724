/**
 * The text of a cell that is one Markdown code span and nothing else;
 * `undefined` for any other cell. A longer fence may hold backticks, and one
 * space inside each fence is padding.
 *
 * @see https://spec.commonmark.org/0.31.2/#code-spans
 */
export function codeSpan(cell: string): string | undefined {
  const fence = /^`+/.exec(cell)?.[0];
  if (fence === undefined || cell.length <= 2 * fence.length || !cell.endsWith(fence)) return undefined;
  const inner = cell.slice(fence.length, -fence.length);
  if (inner.startsWith("`") || inner.endsWith("`")) return undefined;
  if ((inner.match(/`+/g) ?? []).some((run) => run.length === fence.length)) return undefined;
  const padded = inner.startsWith(" ") && inner.endsWith(" ") && inner.trim() !== "";
  return padded ? inner.slice(1, -1) : inner;
}
