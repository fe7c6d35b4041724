import { codeSpan } from "./code-span.ts";

/** The columns of a coverage table, in any order. */
export const columns = ["Line", "Fact", "Field", "Holds", "Artifact", "Shows"] as const;
type Column = (typeof columns)[number];

/** One fact of a source document: the field that carries it and the file that shows it. */
export interface CoverageRow {
  /** Line of the coverage file, from 1. */
  readonly at: number;
  readonly fact: string;
  /** Path into the definition. */
  readonly field: string;
  /** Text that the field's value contains. */
  readonly holds: string;
  /** Environment whose tree the artifact belongs to. */
  readonly environment: string;
  /** Path of the artifact below `dist/<environment>/<rollout>/`. */
  readonly artifact: string;
  /** Text that the artifact contains. */
  readonly shows: string;
}

/** What a coverage file says, and what in it cannot be read: `<line>: <what>`. */
export interface Coverage {
  readonly rows: readonly CoverageRow[];
  readonly faults: readonly string[];
}

/** Reads every table of a coverage file; text between tables and fenced blocks are not looked at. */
export function parseCoverage(markdown: string): Coverage {
  const rows: CoverageRow[] = [];
  const faults: string[] = [];
  let header: readonly string[] | undefined;
  let fenced = false;
  for (const [index, text] of markdown.split("\n").entries()) {
    const at = index + 1;
    if (/^ {0,3}(```|~~~)/.test(text)) fenced = !fenced;
    if (fenced || !text.trimStart().startsWith("|")) {
      header = undefined;
      continue;
    }
    const cells = splitCells(text);
    if (header === undefined) {
      header = cells;
      const wrong = headerFault(cells);
      if (wrong !== undefined) faults.push(`${at}: ${wrong}`);
    } else if (!cells.every((cell) => /^:?-+:?$/.test(cell))) {
      const row = readRow(at, header, cells);
      if (typeof row === "string") faults.push(`${at}: ${row}`);
      else rows.push(row);
    }
  }
  return { rows, faults };
}

/** Cells of a table row: split at `|`, where `\|` is a pipe of the text, in code spans too. */
export function splitCells(row: string): readonly string[] {
  const inner = row
    .trim()
    .replace(/^\|/, "")
    .replace(/(?<!\\)\|$/, "");
  return inner.split(/(?<!\\)\|/).map((cell) => cell.replaceAll("\\|", "|").trim());
}

function headerFault(cells: readonly string[]): string | undefined {
  const found = cells.toSorted().join(", ");
  const wanted = columns.toSorted().join(", ");
  return found === wanted ? undefined : `expected the columns ${columns.join(", ")}, got ${cells.join(", ")}`;
}

function readRow(at: number, header: readonly string[], cells: readonly string[]): CoverageRow | string {
  if (cells.length !== header.length) return `expected ${header.length} cells, got ${cells.length}: write a pipe inside a cell as \\|`;
  const cell = (column: Column): string => cells[header.indexOf(column)] ?? "";
  const empty = columns.find((column) => cell(column) === "");
  if (empty !== undefined) return `${empty} is empty`;
  const [holds, shows] = [codeSpan(cell("Holds")), codeSpan(cell("Shows"))];
  if (holds === undefined) return `Holds must be one code span, got ${cell("Holds")}`;
  if (shows === undefined) return `Shows must be one code span, got ${cell("Shows")}`;
  const place = /^([^/]+)\/(.+)$/.exec(codeSpan(cell("Artifact")) ?? cell("Artifact"));
  const [, environment, artifact] = place ?? [];
  if (environment === undefined || artifact === undefined) return `Artifact must be <environment>/<file>, got ${cell("Artifact")}`;
  return { at, fact: cell("Fact"), field: codeSpan(cell("Field")) ?? cell("Field"), holds, environment, artifact, shows };
}
