import fc from "fast-check";
import { parse } from "yaml";
import { describe, expect, test } from "vitest";
import { parseYaml, toYaml, toYamlStream } from "../../src/base/yaml.ts";

describe("toYaml()", () => {
  test.each(["yes", "no", "on", "null", "~", "12:30", "2026-01-01", "0x1f", "1e3", "0o17", "=", "- a", "# b", "a: b", "", " x ", "\ttab"])(
    "keeps the text %j text for readers of YAML 1.1 and 1.2",
    (text) => {
      for (const version of ["1.1", "1.2"] as const) expect(parse(toYaml({ key: text }), { version })).toEqual({ key: text });
    },
  );

  test("never folds a long line and writes no anchors", () => {
    const shared = { expr: "a ".repeat(200).trim() };
    const text = toYaml({ first: shared, second: shared });
    expect(text).not.toMatch(/[&*]a\d/);
    expect(text.split("\n").filter((line) => line !== "")).toHaveLength(4);
  });

  test("any text survives both readers", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        for (const version of ["1.1", "1.2"] as const) expect(parse(toYaml([text]), { version })).toEqual([text]);
      }),
      { numRuns: 500 },
    );
  });
});

test("a stream opens each document", () => expect(toYamlStream([{ a: 1 }, { b: 2 }])).toBe("---\na: 1\n---\nb: 2\n"));

describe("parseYaml()", () => {
  test.each([
    ["two equal keys", "a: 1\na: 2\n", "duplicated mapping key at line 2"],
    ["an alias", "a: &x [1]\nb: *x\n", "alias"],
    ["two documents", "a: 1\n---\nb: 2\n", "multiple documents"],
    ["an open bracket", "a: [1\n", "line 2"],
    ["more than four mebibytes", `a: "${"x".repeat(4 * 1_048_576)}"`, "4 MiB"],
    ["brackets without end", "[".repeat(20_000), "deeper"],
    ["sequences without end", "- ".repeat(20_000), "deeper"],
    ["a reserved key", "a:\n  __proto__:\n    b: 1\n", "reserved"],
    ["another reserved key", "constructor: 1\n", "reserved"],
  ])("refuses %s", (_, text, reason) => {
    const parsed = parseYaml(text);
    expect("problem" in parsed ? parsed.problem.toLowerCase() : "accepted").toContain(reason.toLowerCase());
  });

  test("reads back what is written, as another reader does", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4, stringUnit: "binary" }), (value) => {
        fc.pre(!/"(__proto__|constructor|prototype)":/.test(JSON.stringify(value)));
        const plain: unknown = JSON.parse(JSON.stringify(value));
        const text = toYaml(plain);
        expect(parseYaml(text)).toEqual({ value: plain });
        expect(parse(text)).toEqual(plain);
      }),
      { numRuns: 300 },
    );
  });

  test("reads one line", () => expect(parseYaml("stage: canary-5\n")).toEqual({ value: { stage: "canary-5" } }));
});
