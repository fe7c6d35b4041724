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
