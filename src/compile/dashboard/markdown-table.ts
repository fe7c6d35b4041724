import { cell, inline, join, md, type Markdown } from "../../base/markdown.ts";

/** A table of encoded cells under plain headings. */
export function markdownTable(heads: readonly string[], rows: readonly (readonly Markdown[])[]): Markdown {
  const line = (cells: readonly Markdown[]) => md`| ${join(cells.map(cell), " | ")} |`;
  return join([line(heads.map(inline)), line(heads.map(() => md`---`)), ...rows.map(line)], "\n");
}
