import type { CourseCheck } from "../check.ts";

/** One JSON object a line, so that Git shows a step as one added line and every reader agrees on it. */
export const ledgerForm: CourseCheck = {
  code: "ledger-form",
  severity: "error",
  description: "each line of a ledger is one sound entry",
  scope: "course",
  *check({ ledger, lines }) {
    if (ledger === undefined) return;
    const { file, text } = ledger;
    for (const line of lines) {
      if ("problem" in line)
        yield {
          message: `Line ${line.line} of the ledger ${line.problem}`,
          hint: "restore the line from Git: a ledger only grows",
          file,
          line: line.line,
        };
    }
    if (text !== "" && !text.endsWith("\n")) {
      yield {
        message: "The ledger does not end with a newline: the next entry would be written onto the last",
        hint: "end the file with a newline",
        file,
        line: lines.length,
      };
    }
  },
};
