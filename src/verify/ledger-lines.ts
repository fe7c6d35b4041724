import { LedgerEntry } from "../model/ledger-entry.ts";
import { recordLines, type RecordLine } from "./record-lines.ts";

/** One line of a ledger: the entry, or what keeps it from being one. */
export type LedgerLine = RecordLine<LedgerEntry>;

/** Reads the lines of a ledger. */
export function ledgerLines(text: string): readonly LedgerLine[] {
  return recordLines(LedgerEntry, "an entry", text);
}

/** The entries of lines that are sound. */
export function ledgerEntries(lines: readonly LedgerLine[]): readonly LedgerEntry[] {
  return lines.flatMap((line) => ("entry" in line ? [line.entry] : []));
}
