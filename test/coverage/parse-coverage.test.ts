import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseCoverage, splitCells } from "./parse-coverage.ts";

const head = "| Line | Fact | Field | Holds | Artifact | Shows |\n| --- | --- | --- | --- | --- | --- |";

describe("parseCoverage()", () => {
  test("reads the rows of every table with the line they stand on", () => {
    const row = (fact: string): string => `| 7 | ${fact} | gates.smoke.kind | \`probe\` | production/RUNBOOK.md | \`Gate smoke\` |`;
    const { rows, faults } = parseCoverage(`# Title\n\n${head}\n${row("one")}\n\n## Next\n\n${head}\n${row("two")}\n`);
    expect(faults).toEqual([]);
    const common = { field: "gates.smoke.kind", holds: "probe", environment: "production", artifact: "RUNBOOK.md", shows: "Gate smoke" };
    expect(rows).toEqual([
      { at: 5, fact: "one", ...common },
      { at: 11, fact: "two", ...common },
    ]);
  });

  test("finds columns by their header, whatever their order", () => {
    const { rows } = parseCoverage(
      "| Shows | Artifact | Holds | Field | Fact | Line |\n|---|---|---|---|---|---|\n| `s` | `staging/manifests/a.yaml` | `h` | `f` | x | 1 |",
    );
    expect(rows).toEqual([{ at: 3, fact: "x", field: "f", holds: "h", environment: "staging", artifact: "manifests/a.yaml", shows: "s" }]);
  });

  test("does not look into fenced blocks", () => {
    expect(parseCoverage("```\n| a | b |\n```\n")).toEqual({ rows: [], faults: [] });
  });

  test.each<[sentence: string, row: string, fault: string]>([
    ["a missing cell is a fault", "| 1 | x | f | `h` | e/a |", "3: expected 6 cells, got 5: write a pipe inside a cell as \\|"],
    ["an empty cell is a fault", "| 1 | | f | `h` | e/a | `s` |", "3: Fact is empty"],
    ["Holds outside backticks is a fault", "| 1 | x | f | h | e/a | `s` |", "3: Holds must be one code span, got h"],
    ["Shows outside backticks is a fault", "| 1 | x | f | `h` | e/a | s |", "3: Shows must be one code span, got s"],
    [
      "an artifact without environment is a fault",
      "| 1 | x | f | `h` | RUNBOOK.md | `s` |",
      "3: Artifact must be <environment>/<file>, got RUNBOOK.md",
    ],
  ])("%s", (_, row, fault) => {
    expect(parseCoverage(`${head}\n${row}`)).toEqual({ rows: [], faults: [fault] });
  });

  test("a table with other columns is a fault", () => {
    expect(parseCoverage("| Line | Fact |\n| --- | --- |").faults).toEqual([
      "1: expected the columns Line, Fact, Field, Holds, Artifact, Shows, got Line, Fact",
    ]);
  });
});

describe("splitCells()", () => {
  test("keeps escaped pipes, in code spans too", () => {
    expect(splitCells(String.raw`| a \| b | ${"`c \\| d`"} |`)).toEqual(["a | b", "`c | d`"]);
  });

  test("gives back the cells a row was written from", () => {
    const cell = fc.string().filter((text) => text === text.trim() && !/[\\\n\r]/.test(text));
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1 }), (cells) => {
        const row = `| ${cells.map((text) => text.replaceAll("|", "\\|")).join(" | ")} |`;
        expect(splitCells(row)).toEqual(cells);
      }),
    );
  });
});
