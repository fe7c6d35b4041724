import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { expect, test } from "vitest";
import { hereDocumentEnd, shellQuote, shellTemplate } from "../../src/base/shell.ts";

const words = fc.array(
  fc.oneof(
    fc.string(),
    fc.array(fc.constantFrom(..."'\"$`\\!*~ {}()|;&<>\n#a".split("")), { maxLength: 12 }).map((all) => all.join("")),
  ),
  { minLength: 40, maxLength: 40 },
);

const asPrintable = (text: string) => text.replaceAll("\0", "");

function echo(script: string, environment: Readonly<Record<string, string>> = {}): readonly string[] {
  return execFileSync("sh", ["-c", `printf '%s\\0' ${script}`], { encoding: "utf8", env: { PATH: process.env["PATH"], ...environment } })
    .split("\0")
    .slice(0, -1);
}

test("shellQuote() makes one word of any text", () => {
  fc.assert(
    fc.property(words, (all) => {
      const texts = all.map(asPrintable);
      expect(echo(texts.map(shellQuote).join(" "))).toEqual(texts);
    }),
    { numRuns: 5 },
  );
});

test("shellQuote() leaves plain words bare", () => {
  expect(["https://e.example/a", "it's", "", "a b"].map(shellQuote)).toEqual(["https://e.example/a", "'it'\\''s'", "''", "'a b'"]);
});

test("shellTemplate() fills in the listed variables and nothing else", () => {
  const text = 'http://{instance}:{port}/{other}?a="$HOME"`id`\\';
  expect(echo(shellTemplate(text, ["instance", "port"]), { instance: "one", port: "1", other: "no" })).toEqual([
    'http://one:1/{other}?a="$HOME"`id`\\',
  ]);
});

test("hereDocumentEnd() is no line of the document", () => {
  expect([hereDocumentEnd("a\nb", "SQL"), hereDocumentEnd("a\nSQL\nSQL_\nb", "SQL")]).toEqual(["SQL", "SQL__"]);
});
