/**
 * Markdown without its backslash escapes, as a reader sees it.
 *
 * @see https://spec.commonmark.org/0.31.2/#backslash-escapes
 */
export function removeEscapes(markdown: string): string {
  return markdown.replace(/\\([!-/:-@[-`{-~])/g, "$1");
}
