import fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalJson } from "../../src/base/canonical-json.ts";

test("canonicalJson() sorts keys by code unit at every depth and ends the last line", () => {
  expect(canonicalJson({ b: [{ z: 1, a: null }], B: "x", a: {} })).toBe(
    ["{", '  "B": "x",', '  "a": {},', '  "b": [', "    {", '      "a": null,', '      "z": 1', "    }", "  ]", "}", ""].join("\n"),
  );
});

test("canonicalJson() leaves out what JSON cannot hold", () => {
  expect(canonicalJson({ a: undefined, b: () => 1, c: 0 })).toBe('{\n  "c": 0\n}\n');
});

test("canonicalJson() keeps the value, whatever the order of its keys", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      const turned = Object.fromEntries(Object.entries(value).toReversed());
      expect(canonicalJson(turned)).toBe(canonicalJson(value));
    }),
  );
});

test("canonicalJson() asks a value how it is written, and sorts the answer", () => {
  const own = { z: 1, toJSON: () => ({ b: [new Date(0)], a: 2 }) };
  expect(JSON.parse(canonicalJson({ own }))).toEqual({ own: { a: 2, b: ["1970-01-01T00:00:00.000Z"] } });
  expect(canonicalJson({ own })).toMatch(/"a": 2,\s+"b"/);
});
