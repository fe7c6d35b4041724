import type { FolderCheck } from "../check.ts";
import { runbookBlocks } from "../runbook/runbook-blocks.ts";
import { unclosedQuote } from "../runbook/unclosed-quote.ts";

const shells = new Set(["sh", "bash", "shell"]);

/** Commands of a runbook are pasted into a shell. One with an open quote waits for more instead of running. */
export const runbookCommands: FolderCheck = {
  code: "runbook-commands",
  scope: "folder",
  severity: "error",
  description: "commands of the runbook close what they open",
  *check(folder) {
    for (const { language, line, code } of runbookBlocks(folder)) {
      const unclosed = shells.has(language) ? unclosedQuote(code) : undefined;
      if (unclosed === undefined) continue;
      yield {
        message: `A command of the runbook opens ${unclosed.opener} and does not close it`,
        hint: "close it where the command is defined",
        file: `${folder.path}/RUNBOOK.md`,
        line: line + unclosed.line - 1,
      };
    }
  },
};
