import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Finding } from "../../../src/verify/finding.ts";
import type { Format } from "../../../src/verify/report/formats.ts";
import { reporters } from "../../../src/verify/report/index.ts";
import type { Report } from "../../../src/verify/report/report.ts";
import { nodes, outline, parseMarkdown, textOf } from "../../compile/runbook/parse-markdown.ts";
import { hostile, report } from "./findings.ts";

const bits = fc.constantFrom(
  "::error::",
  "::add-mask::x",
  "##[add-mask]x",
  "##[group]",
  "\n",
  "\r",
  "\u001b[31m",
  "\u009b2J",
  "\u202e",
  "\u2028",
  "<",
  ">",
  "&",
  '"',
  "'",
  "]]>",
  "<!--",
  "-->",
  "|",
  "\\|",
  "`",
  "``",
  "@org/team",
  "#1",
  "- [ ] x",
  "# x",
  "![x](http://x)",
  "%0A",
  "%",
  ",",
  ":",
  "<br>",
  "\ud800",
  "\uffff",
  " ",
  "a",
);
const text = fc.array(bits, { minLength: 1, maxLength: 8 }).map((parts) => parts.join(""));

const finding: fc.Arbitrary<Finding> = fc.record({
  code: fc.constant("tree-equal"),
  severity: fc.constantFrom("error", "warning", "notice"),
  message: text,
  hint: text,
  file: text,
  position: fc.constant({ line: 1, column: 2 }),
  definition: fc.record({ file: text, path: text, position: fc.constant({ line: 1, column: 1 }) }),
  silenced: fc.record({ until: fc.constant("2026-12-01"), reason: text, owner: text }),
});
const reports: fc.Arbitrary<Report> = fc.record({ finding, source: text, revision: text }).map(({ finding: one, source, revision }) => ({
  ...report,
  findings: [one],
  looked: { ...report.looked, base: { revision, transitions: 1 } },
  text: () => source,
}));

function forAll(check: (told: Report) => void, numRuns = 200): void {
  check(hostile);
  fc.assert(
    fc.property(reports, (told) => {
      check(told);
    }),
    { numRuns },
  );
}

/** What GitHub's runner takes for a command: `::name` at the start of a line, `##[` anywhere in one. */
function commands(output: string): readonly string[] {
  return output.split(/\r\n|\r|\n/).filter((line) => line.trimStart().startsWith("::") || line.includes("##["));
}

const everyFormat: readonly Format[] = ["text", "json", "sarif", "junit", "codequality", "markdown"];

describe("text of others", () => {
  test.each(everyFormat)("is no command of GitHub's runner in %s", (format) => {
    forAll((told) => expect(commands(reporters[format](told))).toEqual([]));
  });

  test("makes one command of each finding, and ends none early", () => {
    forAll((told) => {
      const output = reporters.github(told);
      const lines = output.trimEnd().split("\n");
      expect(lines).toHaveLength(2);
      const [, severity, properties] = /^::(\w+) (.*?)::/.exec(lines[0] ?? "") ?? [];
      expect(severity).toBe(told.findings[0]?.severity);
      expect(properties?.split(",").map((property) => property.split("=")[0])).toEqual(["file", "line", "col", "title"]);
      expect(commands(lines[1] ?? "")).toEqual([]);
    });
  });

  test.each(["text", "github", "markdown", "junit"] as const)("moves no cursor and turns no line round in %s", (format) => {
    forAll((told) => expect(reporters[format](told)).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/));
  });

  test.each(["json", "sarif", "codequality"] as const)("is text when %s is read", (format) => {
    forAll((told) => {
      const read: unknown = JSON.parse(reporters[format](told));
      expect(read).toBeTypeOf("object");
    });
  });

  test("comes back to the letter from JSON", () => {
    forAll((told) => {
      const read: unknown = JSON.parse(reporters.json(told));
      expect(read).toMatchObject({ findings: told.findings });
    });
  });

  test("is no element and no attribute of the JUnit report", () => {
    forAll((told) => {
      const output = reporters.junit(told);
      const shape = output.replaceAll(/"[^"<>]*"/g, '""').replaceAll(/>[^<>]*</g, "><");
      expect(shape).toBe(
        reporters
          .junit({ ...told, findings: told.findings.map((one) => ({ ...one, message: "m", hint: "h", file: "f" })) })
          .replaceAll(/"[^"<>]*"/g, '""')
          .replaceAll(/>[^<>]*</g, "><"),
      );
      expect(output).not.toMatch(/&(?!(amp|lt|gt|quot|#35);)/);
    });
  });

  test("is no heading, mention, task, link, image or HTML of the comment", () => {
    forAll((told) => {
      const output = reporters.markdown(told);
      expect(outline(output)).toEqual(plainOutline);
      const html = [...nodes(parseMarkdown(output))].flatMap((node) => (node.type === "html" ? [node.value] : []));
      expect(html).toEqual(["<!-- rampart-verify -->", "<br>"]);
      const plain = [...nodes(parseMarkdown(output))].flatMap((node) => (node.type === "text" ? [textOf(node)] : []));
      expect(plain.join("\n")).not.toMatch(/@org|#1/);
    }, 60);
  });
});

test("a comment is never longer than GitHub takes, whatever is found", () => {
  const [one] = hostile.findings;
  if (one === undefined) throw new Error("a finding");
  const wide = { ...one, message: "|`".repeat(5000), hint: "*_".repeat(5000), file: `dist/${"`".repeat(5000)}` };
  const output = reporters.markdown({ ...hostile, findings: Array.from({ length: 5000 }, () => wide) });
  expect(output.length).toBeLessThan(65_536);
  expect(output).toMatch(/\n\d+ more in the log of the run\.\n/);
});

/** A comment of one finding: a heading row and a row, three cells each. */
const plainOutline = { ...outline(reporters.markdown(report)), tableRow: 2, tableCell: 6, html: 2 };
