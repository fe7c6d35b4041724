import { join } from "node:path";
import { check } from "../model/check.ts";
import { LedgerEntry } from "../model/ledger-entry.ts";
import type { FileProblem } from "./invalid-project.ts";
import { readBounded } from "./read-bounded.ts";
import { ledgerFile } from "./read-records.ts";

/** Reads `environments/<env>/<rollout>.ledger.jsonl`, as {@link readBounded} does: one entry a line, oldest first. */
export function readLedger(root: string, environment: string, rollout: string, problems: FileProblem[]): readonly LedgerEntry[] {
  const file = ledgerFile(environment, rollout);
  const read = readBounded(join(root, file));
  if ("problem" in read) {
    if (read.problem !== "does not exist")
      problems.push({ file, path: "", message: read.problem, hint: "put a file of one line for each step there" });
    return [];
  }
  const lines = read.text.split("\n");
  return lines.flatMap((line, index) => {
    if (line === "") return [];
    const at = `${file}:${index + 1}`;
    const parsed = parseJson(line);
    if (parsed === undefined) {
      problems.push({ file: at, path: "", message: "is not JSON", hint: "restore the line from Git: a ledger only grows" });
      return [];
    }
    const checked = check(LedgerEntry, parsed.value);
    problems.push(...checked.problems.map((problem) => ({ file: at, ...problem })));
    return checked.value === undefined ? [] : [checked.value];
  });
}

function parseJson(line: string): { readonly value: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return { value };
  } catch {
    return undefined;
  }
}
