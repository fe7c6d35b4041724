import type { CourseCheck } from "../check.ts";

/** An entry of another environment tells of a step that was not taken here. */
export const ledgerEnvironment: CourseCheck = {
  code: "ledger-environment",
  severity: "error",
  description: "each entry of a ledger is of the ledger's environment",
  scope: "course",
  *check({ environment, files, lines }) {
    for (const line of lines) {
      if (!("entry" in line) || line.entry.environment === environment) continue;
      yield {
        message: `Line ${line.line} of the ledger is of environment "${line.entry.environment}", but the ledger is of "${environment}"`,
        hint: `move the entry to the ledger of "${line.entry.environment}", or correct its environment if it is not merged yet`,
        file: files.ledger,
        line: line.line,
      };
    }
  },
};
