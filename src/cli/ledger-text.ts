import { cell, codeSpan, inline, type Markdown } from "../base/markdown.ts";
import type { LedgerEntry } from "../model/ledger-entry.ts";
import { table } from "./table.ts";

/** One step as the report tells it: a ledger line, and whose it is. */
export interface LedgerRow {
  readonly rollout: string;
  readonly entry: LedgerEntry;
}

const head = ["Rollout", "Environment", "From", "To", "Revision", "Image tag", "Image digest", "Time (UTC)", "Operator", "Reason"] as const;

/** The ledger as a table for a terminal; digests are shortened there. */
export function ledgerText(rows: readonly LedgerRow[]): string {
  const cells = rows.map(({ rollout, entry }) => [
    rollout,
    entry.environment,
    entry.from ?? "–",
    entry.to,
    entry.revision ?? "–",
    entry.image?.tag ?? "–",
    entry.image === undefined ? "–" : entry.image.digest.slice(0, 19),
    entry.at,
    entry.operator,
    shortened(entry.reason ?? gates(entry)),
  ]);
  return table([head, ...cells]);
}

/** The ledger as a Markdown table, with digests whole. */
export function ledgerMarkdown(rows: readonly LedgerRow[]): string {
  const line = (cells: readonly (Markdown | string)[]): string => `| ${cells.map(String).join(" | ")} |`;
  const body = rows.map(({ rollout, entry }) =>
    line([
      cell(inline(rollout)),
      cell(inline(entry.environment)),
      entry.from === null ? "–" : cell(inline(entry.from)),
      cell(inline(entry.to)),
      entry.revision === undefined ? "–" : cell(codeSpan(entry.revision)),
      entry.image === undefined ? "–" : cell(codeSpan(entry.image.tag)),
      entry.image === undefined ? "–" : cell(codeSpan(entry.image.digest)),
      cell(inline(entry.at)),
      cell(inline(entry.operator)),
      cell(inline(entry.reason ?? (gates(entry) || "–"))),
    ]),
  );
  return `${[line(head), line(head.map(() => "---")), ...body].join("\n")}\n`;
}

function gates({ evidence }: LedgerEntry): string {
  return evidence
    .map(
      ({ gate, verdict, value, overridden }) =>
        `${gate} ${verdict}${value === undefined ? "" : ` (${value})`}${overridden === true ? ", overridden" : ""}`,
    )
    .join("; ");
}

function shortened(text: string): string {
  return text.length <= 60 ? text : `${text.slice(0, 59)}…`;
}
