import type { CourseCheck } from "../check.ts";
import { lineFaults } from "../line-faults.ts";

/** One JSON object a line, so that Git shows a step as one added line and every reader agrees on it. */
export const ledgerForm: CourseCheck = {
  code: "ledger-form",
  severity: "error",
  description: "each line of a ledger is one sound entry",
  scope: "course",
  *check({ ledger, lines }) {
    if (ledger === undefined) return;
    yield* lineFaults({ ...ledger, lines, name: "the ledger", hint: "restore the line from Git: a ledger only grows" });
  },
};
