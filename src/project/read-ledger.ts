import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { check } from "../model/check.ts";
import { LedgerEntry } from "../model/ledger-entry.ts";
import type { FileProblem } from "./invalid-project.ts";

/** Reads `environments/<env>/<rollout>.ledger.jsonl`: one entry a line, oldest first. */
export function readLedger(root: string, environment: string, rollout: string, problems: FileProblem[]): readonly LedgerEntry[] {
  const file = `environments/${environment}/${rollout}.ledger.jsonl`;
  const path = join(root, file);
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, "utf8").split("\n");
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
