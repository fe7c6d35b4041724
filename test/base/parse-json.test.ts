import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseJson } from "../../src/base/parse-json.ts";

test("reads what JSON.stringify writes", () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
      const text = JSON.stringify(value);
      fc.pre(!/"(__proto__|constructor|prototype)":/.test(text));
      expect(parseJson(text)).toEqual({ value: JSON.parse(text) });
    }),
  );
});

describe("refuses", () => {
  const table: Record<string, readonly [text: string, problem: unknown]> = {
    "what is no JSON": ["{a: 1}", expect.stringContaining("JSON")],
    "a key given twice": ['{\n  "a": 1,\n  "a": 2\n}', 'the key "a" is given twice at line 3'],
    "a key given twice, once escaped": ['{"a": 1, "\\u0061": 2}', 'the key "a" is given twice at line 1'],
    "a reserved key": ['{"a": [{"__proto__": {}}]}', 'the key "__proto__" is reserved at line 1'],
    "deep nesting": [`${"[".repeat(65)}${"]".repeat(65)}`, "the file nests deeper than 64 levels"],
    "nesting that no writer survives": [`${"[".repeat(200_000)}${"]".repeat(200_000)}`, "the file nests deeper than 64 levels"],
    "a key given twice, as it is usually written": ['{\n  "a": 1,\n  "b": 2,\n  "a": 1\n}\n', 'the key "a" is given twice at line 4'],
    "a text over 4 MiB": [`"${"a".repeat(4 * 1_048_576)}"`, "the file is larger than 4 MiB"],
  };
  test.each(Object.entries(table))("%s", (_, [text, problem]) => {
    expect(parseJson(text)).toEqual({ problem });
  });
});

test("takes the same key in different objects, and texts that look like keys", () => {
  expect(parseJson('[{"a": "a:"}, {"a": "{\\"a\\":1,\\"a\\":2}"}]')).toEqual({ value: [{ a: "a:" }, { a: '{"a":1,"a":2}' }] });
});
