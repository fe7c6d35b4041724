import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { checkPages, readCheckPage } from "../../src/project/check-pages.ts";
import { builtInChecks } from "../../src/verify/checks/index.ts";
import { definitionInvalid } from "../../src/verify/definition-invalid.ts";
import { evidenceLive } from "../../src/verify/evidence-live.ts";
import { policyChecks } from "../../src/verify/policy-checks.ts";

const sections = ["What", "Why it matters", "Example", "How to fix", "When to silence"];

describe.each([definitionInvalid, evidenceLive, ...policyChecks(new Map()), ...builtInChecks])(
  "the page of $code",
  ({ code, ...check }) => {
    const page = readCheckPage(code) ?? "";

    test("has a summary and every section, in order", () => {
      expect(page).toMatch(new RegExp(`^# ${code}\\n\\n\\S.*\\.\\n\\n## What\\n`));
      expect([...page.matchAll(/^## (.*)$/gm)].map(([, heading]) => heading)).toEqual(sections);
      for (const section of page.split(/^## .*$/m).slice(1)) expect(section.trim()).not.toBe("");
    });

    test("shows a finding of this check as it is printed", () => {
      const example = /## Example\n[\s\S]*?```text\n([\s\S]*?)```/.exec(page)?.[1] ?? "";
      expect(example).toMatch(new RegExp(`^\\S.* {2}(error|warning|notice) {2}${code}$`, "m"));
      expect(example).toContain(`rampart explain ${code}`);
    });

    test("says whether it can be silenced", () => {
      expect(page.includes("Never: it cannot be silenced.")).toBe(
        code === definitionInvalid.code || code === evidenceLive.code || "silenceable" in check,
      );
    });
  },
);

test("every page is of a check", () => {
  const codes = new Set([
    definitionInvalid.code,
    evidenceLive.code,
    ...policyChecks(new Map()).map(({ code }) => code),
    ...builtInChecks.map(({ code }) => code),
  ]);
  expect(checkPages().filter((code) => !codes.has(code))).toEqual([]);
});

test("every check is listed once, in a file and under a name of its code", () => {
  const list = readFileSync(new URL("../../src/verify/checks/index.ts", import.meta.url), "utf8");
  for (const { code } of builtInChecks) {
    const name = code.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
    expect(list).toContain(`import { ${name} } from "./${code}.ts";`);
  }
  expect(new Set(builtInChecks.map(({ code }) => code)).size).toBe(builtInChecks.length);
  expect(builtInChecks.map(({ code }) => code)).toEqual(builtInChecks.map(({ code }) => code).toSorted());
});
