import { structuredPatch } from "diff";
import { codeUnitOrder } from "../../base/code-unit-order.ts";
import { fence, htmlCode, link, phrase } from "../../base/markdown.ts";
import type { TemplateData } from "../../base/template.ts";
import { lockFile } from "../../compile/lock-file.ts";
import type { Proposal } from "../proposal.ts";

/** A longer diff of one file is looked at where the forge shows files. */
const longestDiff = 8000;
/** Lines that differ, beyond which no shortest diff is looked for. */
const mostEdits = 2000;
/** More files are told by their number. */
const mostNamed = 100;

/** A file of a step with what changes in it. */
export interface FileDiff {
  readonly path: string;
  /** Lines that come and go; nothing where too many differ. */
  readonly counts: { readonly added: number; readonly removed: number } | undefined;
  /** Nothing where it is too long, or only follows from the others. */
  readonly diff: string | undefined;
}

/** How each file of a step differs, by path. */
export function fileDiffs({ files, old }: Proposal): readonly FileDiff[] {
  return [...files].toSorted(([left], [right]) => codeUnitOrder(left, right)).map(([path, text]) => fileDiff(path, old.get(path), text));
}

function fileDiff(path: string, before: string | undefined, after: string | null): FileDiff {
  // A line of a ledger is long, and says nothing of the one before it.
  const context = path.endsWith(".jsonl") ? 0 : 1;
  const patch = structuredPatch(path, path, before ?? "", after ?? "", undefined, undefined, { context, maxEditLength: mostEdits });
  if (patch === undefined) return { path, counts: undefined, diff: undefined };
  const lines = patch.hunks.flatMap(({ oldStart, oldLines, newStart, newLines, lines: inner }) => [
    `@@ -${oldStart},${oldLines} +${newStart},${newLines} @@`,
    ...inner,
  ]);
  const text = lines.join("\n");
  const starting = (sign: string) => patch.hunks.flatMap((hunk) => hunk.lines).filter((line) => line.startsWith(sign)).length;
  return {
    path,
    counts: { added: starting("+"), removed: starting("-") },
    diff: path.endsWith(`/${lockFile}`) || text.length > longestDiff ? undefined : text,
  };
}

/**
 * The files that change: each with its diff folded away, or by their names
 * alone. `address` is where the forge shows them all.
 */
export function filesPart(diffs: readonly FileDiff[], address: string, how: "diffs" | "names"): TemplateData {
  return {
    count: diffs.length,
    one: diffs.length === 1,
    address: link("compare", address),
    diffs: how === "diffs",
    more: Math.max(0, diffs.length - mostNamed),
    files: diffs.slice(0, mostNamed).map(({ path, counts, diff }) => ({
      path: htmlCode(path),
      counts: counts === undefined ? phrase`too much to count` : phrase`+${counts.added} −${counts.removed}`,
      diff: how === "names" || diff === undefined ? undefined : fence(diff, "diff"),
      lock: path.endsWith(`/${lockFile}`),
    })),
  };
}
