import { cell, inline, join, phrase, type Markdown } from "../../base/markdown.ts";

/** A table of encoded cells under plain headings. */
export function markdownTable(heads: readonly string[], rows: readonly (readonly Markdown[])[]): Markdown {
  const line = (cells: readonly Markdown[]) => phrase`| ${join(cells.map(cell), " | ")} |`;
  return join([line(heads.map(inline)), line(heads.map(() => phrase`---`)), ...rows.map(line)], "\n");
}
