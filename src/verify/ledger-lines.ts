import { check } from "../model/check.ts";
import { LedgerEntry } from "../model/ledger-entry.ts";

/** One line of a ledger: the entry, or what keeps it from being one. */
export type LedgerLine = { readonly line: number; readonly text: string } & (
  | { readonly entry: LedgerEntry }
  | { readonly problem: string }
);

/** Reads the lines of a ledger; a final newline is no line of its own. */
export function ledgerLines(text: string): readonly LedgerLine[] {
  if (text === "") return [];
  const lines = (text.endsWith("\n") ? text.slice(0, -1) : text).split("\n");
  return lines.map((line, index): LedgerLine => ({ line: index + 1, text: line, ...readLine(line) }));
}

function readLine(line: string): { readonly entry: LedgerEntry } | { readonly problem: string } {
  if (line.trim() === "") return { problem: "is blank" };
  const value = parseJson(line);
  if (value === undefined) return { problem: "is not JSON" };
  const { value: entry, problems } = check(LedgerEntry, value.json);
  if (entry !== undefined) return { entry };
  return { problem: `is not an entry: ${problems.map(({ path, message }) => (path === "" ? message : `${path}: ${message}`)).join("; ")}` };
}

function parseJson(line: string): { readonly json: unknown } | undefined {
  try {
    const json: unknown = JSON.parse(line);
    return { json };
  } catch {
    return undefined;
  }
}

/** The entries of lines that are sound. */
export function ledgerEntries(lines: readonly LedgerLine[]): readonly LedgerEntry[] {
  return lines.flatMap((line) => ("entry" in line ? [line.entry] : []));
}
