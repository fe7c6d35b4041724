import type { CourseCheck } from "../check.ts";
import type { LedgerLine } from "../ledger-lines.ts";

/** A gap between two entries is a step that nobody recorded. */
export const ledgerContinuous: CourseCheck = {
  code: "ledger-continuous",
  severity: "error",
  description: "each entry of a ledger goes on from the stage where the last one ended",
  scope: "course",
  *check({ files, lines, folder }) {
    const firstStage = folder?.resource()?.spec.stages[0]?.name;
    let before: LedgerLine | undefined;
    for (const line of lines) {
      const previous = before;
      before = line;
      if (!("entry" in line) || (previous !== undefined && !("entry" in previous))) continue;
      const { from, to } = line.entry;
      const expected = previous?.entry.to ?? null;
      const place = { file: files.ledger, line: line.line };
      // A rollout stands on its first stage before anything is recorded of it.
      if (from !== expected && !(previous === undefined && from === firstStage)) {
        yield {
          message: `Line ${line.line} of the ledger starts from ${named(from)}, but ${previous === undefined ? "the first entry starts from nothing or from the first stage" : `line ${line.line - 1} ended at ${named(expected)}`}`,
          hint:
            previous === undefined
              ? 'the first entry has "from": null, or the first stage of the ladder'
              : "record the step that is missing between them, or correct the entry if it is not merged yet",
          ...place,
        };
      } else if (from === to) {
        yield {
          message: `Line ${line.line} of the ledger goes from ${named(from)} to itself`,
          hint: "an entry records a move: remove it if it is not merged yet",
          ...place,
        };
      }
    }
  },
};

function named(stage: string | null): string {
  return stage === null ? "nothing" : `"${stage}"`;
}
