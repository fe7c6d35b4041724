import fc from "fast-check";
import { stringify } from "yaml";
import { describe, expect, test } from "vitest";
import { writePlainYaml, yamlStyle } from "../../src/base/write-plain-yaml.ts";

/** Texts of the kind that manifests hold, and texts that YAML might take for something else. */
const texts = fc.oneof(
  fc.string({ unit: "grapheme" }),
  fc.string({ unit: fc.constantFrom("a", "-", "\n", " ", ":", "#", "%", ".", '"', "'", "{", "]", "\t", "0", "e", "|", "é", "?") }),
  fc.constantFrom(
    "yes",
    "No",
    "null",
    "~",
    "12:30",
    "0x1f",
    "1e3",
    "e0",
    "._",
    "---",
    "- a",
    "a: b",
    "a #b",
    "<<",
    "=",
    "1_000",
    "2026-01-01",
  ),
  fc
    .tuple(
      fc.constantFrom("x", "5", "- ", "sum by (le) (rate(a[5m]))"),
      fc.constantFrom("\n", "\n\n", "\n  ", ": "),
      fc.constantFrom("y", "y\n", "", "y\n\n"),
    )
    .map((parts) => parts.join("")),
);
const leaves = fc.oneof({ weight: 4, arbitrary: texts }, fc.integer(), fc.double({ noNaN: true }), fc.boolean(), fc.constant(null));
const { data } = fc.letrec((tie) => ({
  data: fc.oneof(
    { maxDepth: 5 },
    leaves,
    fc.array(tie("data"), { maxLength: 4 }),
    fc.dictionary(texts, fc.option(tie("data"), { nil: undefined, freq: 8 }), { maxKeys: 4 }),
  ),
}));

describe("writePlainYaml()", () => {
  test("writes what yaml writes, or nothing", () => {
    fc.assert(
      fc.property(data, (value) => {
        const wanted = stringify(value, yamlStyle);
        expect(writePlainYaml(value) ?? wanted).toBe(wanted);
      }),
      { numRuns: 5000 },
    );
  });

  const ordinary = {
    "an object": { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "a", labels: {} }, data: { A: "1", B: "yes" } },
    "lists in lists": [[1, [true, null]], [], {}],
    "lines of a script": { run: "set -e\n\necho ok\n", expr: "sum(a)\n/ sum(b)" },
    "what is not set": { a: undefined, b: [{ c: undefined, d: 0.5 }] },
    "keys that need quotes": { "a: b": 1, "": 2, "12": 3 },
  };
  test.each(Object.entries(ordinary))("writes %s itself", (_, value) => {
    expect(writePlainYaml(value)).toBe(stringify(value, yamlStyle));
  });

  const unusual = {
    "a date": { a: new Date(0) },
    "a map": { a: new Map([["b", 1]]) },
    "a value that writes itself": { a: { toJSON: () => 1 } },
    "a control character": { a: "\u0007" },
    "half a surrogate pair": { a: "\ud800" },
    "a number with an exponent": { a: 1e21 },
    "a negative zero": { a: -0 },
    "a text that begins with white space": { a: "  b\nc" },
    "a long key": { ["k".repeat(2000)]: 1 },
    "a bare text": "a",
  };
  test.each(Object.entries(unusual))("leaves %s to yaml", (_, value) => {
    expect(writePlainYaml(value)).toBeUndefined();
  });
});
