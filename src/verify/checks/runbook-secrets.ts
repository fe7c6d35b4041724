import type { FolderCheck } from "../check.ts";
import { pastedSecrets } from "../runbook/pasted-secrets.ts";

/** A runbook is read by many and kept for good; what opens a door has no place in it. */
export const runbookSecrets: FolderCheck = {
  code: "runbook-secrets",
  scope: "folder",
  severity: "error",
  description: "the runbook has no tokens, keys or passwords in it",
  *check(folder) {
    const text = folder.files.get("RUNBOOK.md") ?? "";
    for (const { kind, start, at } of pastedSecrets(text).slice(0, 20)) {
      yield {
        message: `The runbook has what looks like ${kind} in it ("${start}...")`,
        hint: "withdraw it, and name the environment variable that holds it instead: $TOKEN",
        file: `${folder.path}/RUNBOOK.md`,
        line: text.slice(0, at).split("\n").length,
      };
    }
  },
};
