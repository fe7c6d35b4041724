import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { FileProblem } from "../../src/project/invalid-project.ts";
import { largestFile } from "../../src/project/read-bounded.ts";
import { readLedger } from "../../src/project/read-ledger.ts";
import { readState } from "../../src/project/read-state.ts";
import { scratchFolder } from "./scratch-folder.ts";

const state = "environments/production/checkout.yaml";
const ledger = "environments/production/checkout.ledger.jsonl";
const line = { environment: "production", from: null, to: "before", at: "2026-11-18T09:00:00Z", operator: "somebody", evidence: [] };

function read(root: string): { readonly stage: string | undefined; readonly lines: number; readonly told: readonly string[] } {
  const problems: FileProblem[] = [];
  const found = readState(root, "production", "checkout", problems);
  const lines = readLedger(root, "production", "checkout", problems).length;
  return { stage: found?.value.stage, lines, told: problems.map(({ file, message }) => `${file} ${message}`) };
}

test("reads the stage and the entries", () => {
  const root = scratchFolder({ [state]: "stage: before\n", [ledger]: `${JSON.stringify(line)}\n` });
  expect(read(root)).toEqual({ stage: "before", lines: 1, told: [] });
});

test("there need be neither", () => {
  expect(read(scratchFolder({ "environments/production.ts": "" }))).toEqual({ stage: undefined, lines: 0, told: [] });
});

describe("does not read", () => {
  const cases: Record<string, readonly [prepare: (root: string) => void, told: readonly string[]]> = {
    "what links lead to": [
      (root) => {
        const outside = scratchFolder({ "state.yaml": "stage: done\n", "ledger.jsonl": `${JSON.stringify(line)}\n` });
        symlinkSync(join(outside, "state.yaml"), join(root, state));
        symlinkSync(join(outside, "ledger.jsonl"), join(root, ledger));
      },
      [`${state} is a symbolic link`, `${ledger} is a symbolic link`],
    ],
    folders: [
      (root) => {
        mkdirSync(join(root, state));
        mkdirSync(join(root, ledger));
      },
      [`${state} is not a regular file`, `${ledger} is not a regular file`],
    ],
  };
  test.each(Object.entries(cases))("%s", (_, [prepare, told]) => {
    const root = scratchFolder({ "environments/production/.keep": "" });
    prepare(root);
    expect(read(root)).toEqual({ stage: undefined, lines: 0, told });
  });

  test("a file that is too large", () => {
    const root = scratchFolder({ [ledger]: "x".repeat(largestFile + 1) });
    expect(read(root)).toMatchObject({ lines: 0, told: [`${ledger} has ${largestFile + 1} bytes, more than 4 MiB`] });
  });
});
