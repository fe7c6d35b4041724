import { readFileSync } from "node:fs";

const page = new URL("../../../docs/fault-matrix.md", import.meta.url);

/** The rows of the table that the published page has under a heading. Throws where it has none. */
export function publishedRows(heading: string): readonly string[] {
  const [, part] = readFileSync(page, "utf8").split(`\n## ${heading}\n`);
  const rows = (part ?? "").split("\n## ")[0]?.match(/^\| .*\|$/gm) ?? [];
  if (rows.length < 2) throw new Error(`docs/fault-matrix.md has no table under "${heading}"`);
  return rows.slice(1);
}

/** The rows of what was run and found to be right: so many cells of each. */
export function rowsOf(counted: ReadonlyMap<string, number>): readonly string[] {
  return [...counted].map(([name, cells]) => `| ${name} | ${cells} | 0 |`);
}
