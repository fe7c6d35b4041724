import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { loadAll } from "js-yaml";
import { describe, expect, test } from "vitest";
import { readPlainYaml } from "../../src/base/read-plain-yaml.ts";
import { parseYamlStream, toYaml } from "../../src/base/yaml.ts";

const dist = fileURLToPath(new URL("../../dist", import.meta.url));
const rendered = readdirSync(dist, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".yaml"));
const sample = rendered.filter((path) => path.includes("production/mcp-gateway-rust/") || path.includes("production/koan-http-sse/"));

/** What a reader of all YAML makes of a text that is one document. */
function wholly(text: string): unknown {
  try {
    const values = loadAll(text, { maxDepth: 64, maxAliases: 0 });
    return values.length === 1 ? { value: values[0] } : "not one document";
  } catch {
    return "not YAML";
  }
}

const value = fc.jsonValue({ maxDepth: 4, stringUnit: "grapheme" });
const pieces = fc.constantFrom(
  "\n",
  " ",
  "  ",
  "- ",
  "-",
  ":",
  ": ",
  "a",
  "b: ",
  "a:\n",
  "  a: 1\n",
  "  - x\n",
  "|",
  "|-\n",
  "\n\n",
  "'",
  '"',
  "\\",
  "\\n",
  "#",
  " #",
  "[]",
  "{}",
  "[",
  "}",
  "null",
  "Null",
  "true",
  "True",
  "~",
  "0x1f",
  "1e3",
  "-0",
  "01",
  "1.",
  ".5",
  "10m",
  "12:30",
  "2026-01-01",
  "&a",
  "*a",
  "!x",
  "? ",
  "<<",
  "---\n",
  "...\n",
  "%",
  "@",
  "`",
  "\t",
  "\r",
  "é",
  "\u00a0",
  "\u2028",
  "\ufeff",
  "=",
  "__proto__: 1\n",
  "constructor: 1\n",
  '"a": 1\n',
);

describe("readPlainYaml()", () => {
  test.each(rendered)("reads %s as a reader of all YAML does", (path) => {
    const text = readFileSync(join(dist, path), "utf8");
    expect(readPlainYaml(text)).toEqual(wholly(text));
  });

  test("reads what is written as a reader of all YAML does, or leaves it to that", () => {
    fc.assert(
      fc.property(value, (written) => {
        const text = toYaml(written);
        expect(readPlainYaml(text) ?? wholly(text)).toEqual(wholly(text));
      }),
      { numRuns: 2000 },
    );
  });

  test("never reads a text that is made of odd pieces in another way", () => {
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
        const text = `${parts.join("")}\n`;
        expect(readPlainYaml(text) ?? wholly(text)).toEqual(wholly(text));
      }),
      { numRuns: 10_000 },
    );
  });

  test("never reads a rendered file in another way after an edit", () => {
    const texts = sample
      .map((path) => readFileSync(join(dist, path), "utf8").slice(0, 1500))
      .map((text) => text.slice(0, text.lastIndexOf("\n") + 1));
    fc.assert(
      fc.property(fc.constantFrom(...texts), fc.nat(), fc.nat(8), pieces, (text, seed, cut, piece) => {
        const at = seed % text.length;
        const edited = `${text.slice(0, at)}${piece}${text.slice(at + cut)}`;
        expect(readPlainYaml(edited) ?? wholly(edited)).toEqual(wholly(edited));
      }),
      { numRuns: 2000 },
    );
  });

  const left = {
    "an alias": "a: &x b\nc: *x\n",
    "a tag": "a: !!str 1\n",
    "a flow list": "a: [1, 2]\n",
    "two documents": "a: 1\n---\nb: 2\n",
    "a comment within": "a: 1\n# why\nb: 2\n",
    "a key that is given twice": "a: 1\na: 2\n",
    "a reserved key": "a:\n  __proto__: 1\n",
    "a text over two lines": "a: b\n  c\n",
    "another indent": "a:\n   b: 1\n",
    "a tab": "a:\tb\n",
    "no end of the last line": "a: b",
    "an odd boolean": "a: True\n",
    "blank lines at the end of a block": "a: |\n  b\n\nc: 1\n",
    "more levels than any file of ours": `${Array.from({ length: 40 }, (_, depth) => `${"  ".repeat(depth)}a:`).join("\n")} 1\n`,
  };
  test.each(Object.entries(left))("leaves %s to a reader of all YAML", (_, text) => {
    expect(readPlainYaml(text)).toBeUndefined();
  });

  test("what it leaves is read, or refused, by the other", () => {
    expect(parseYamlStream("a: [1, 2]\n")).toEqual({ value: [{ a: [1, 2] }] });
    expect(parseYamlStream("a:\n  __proto__: 1\n")).toEqual({ problem: 'the key "__proto__" is reserved' });
  });
});
