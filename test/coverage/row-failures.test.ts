import { describe, expect, test } from "vitest";
import { removeEscapes } from "./remove-escapes.ts";
import { rowFailures } from "./row-failures.ts";

const definition = { gates: { errors: { hold: { above: "0.1 %" } } } };
const files: Readonly<Record<string, string>> = {
  "production/RUNBOOK.md": "Hold above 0.1 %\nLabel job\\_name\n\n    grep '\\.log'\n",
  "production/rules.yaml": "expr: job\\_name > 0.001\n",
};
const read = (environment: string, path: string): string | undefined => files[`${environment}/${path}`];
const row = {
  at: 7,
  fact: "x",
  field: "gates.errors.hold",
  holds: '"above":"0.1 %"',
  environment: "production",
  artifact: "RUNBOOK.md",
  shows: "0.1 %",
};

describe("rowFailures()", () => {
  test.each<[sentence: string, change: Partial<typeof row>, failures: readonly string[]]>([
    ["a true row has no failure", {}, []],
    ["the runbook is read without its escapes", { shows: "job_name" }, []],
    ["code of the runbook is read as written too", { shows: "'\\.log'" }, []],
    ["other files are read as written", { artifact: "rules.yaml", shows: "job_name" }, ['production/rules.yaml does not show "job_name"']],
    [
      "a field that does not hold the text fails with its value",
      { holds: "0.2 %" },
      ['gates.errors.hold does not hold "0.2 %": it is "{\\"above\\":\\"0.1 %\\"}"'],
    ],
    ["a missing artifact fails", { artifact: "values.yaml" }, ["production/values.yaml is not compiled"]],
    [
      "both halves are judged",
      { field: "gates.latency", shows: "p99" },
      ["gates has no .latency: expected one of errors", 'production/RUNBOOK.md does not show "p99"'],
    ],
  ])("%s", (_, change, failures) => {
    expect(rowFailures({ ...row, ...change }, definition, read)).toEqual(failures);
  });
});

describe("removeEscapes()", () => {
  test("removes the backslash before punctuation only", () => {
    expect(
      removeEscapes(String.raw`a\_b \<c\> \\ \n \
`),
    ).toBe("a_b <c> \\ \\n \\\n");
  });
});
