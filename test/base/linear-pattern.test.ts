import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { linearPattern } from "../../src/base/linear-pattern.ts";

describe("reads", () => {
  const table: Record<string, { readonly pattern: string; readonly finds: readonly string[]; readonly misses: readonly string[] }> = {
    "plain text anywhere": { pattern: "beta", finds: ["beta", "a beta b"], misses: ["", "bet", "BETA"] },
    "the ends of a text": { pattern: "^v1$", finds: ["v1"], misses: ["v12", "av1", "v1\n"] },
    alternatives: { pattern: "^(a|bc|)$", finds: ["a", "bc", ""], misses: ["b", "abc"] },
    counts: { pattern: "^a{2,3}b{2}c{0,}$", finds: ["aabb", "aaabbccc"], misses: ["abb", "aaaabb", "aab"] },
    "lazy counts, which find the same": { pattern: "^a+?b*?$", finds: ["a", "aab"], misses: ["b"] },
    classes: { pattern: "^[a-c_.\\-\\d]+$", finds: ["ab_.-7"], misses: ["d", "+"] },
    "what a class leaves out": { pattern: "^[^a-c]$", finds: ["d", "-"], misses: ["a", ""] },
    "a hyphen at the end of a class": { pattern: "^[a-]+$", finds: ["a-a"], misses: ["b"] },
    "escaped sets": { pattern: "^\\w\\W\\s\\S\\D$", finds: ["a- bc"], misses: ["a- b1"] },
    "escaped punctuation": { pattern: "^\\.\\*$", finds: [".*"], misses: ["aa"] },
    "any case": { pattern: "(?i)^Al[W-Y]ays$", finds: ["ALWAYS", "always"], misses: ["alzays"] },
    "word edges": { pattern: "\\bcat\\b", finds: ["a cat!"], misses: ["concat"] },
    "named and plain groups": { pattern: "^(?:a)(?P<x>b)(?<y>c)$", finds: ["abc"], misses: ["ab"] },
    "hexadecimal characters": { pattern: "^\\x41\\u0042$", finds: ["AB"], misses: ["A"] },
    "the cookie of a route": {
      pattern: "^(?:.*;\\s*)?side=always(?:;.*)?$",
      finds: ["side=always", "a=b; side=always; c=d"],
      misses: ["aside=always", "side=never"],
    },
  };
  test.each(Object.entries(table))("%s", (_, { pattern, finds, misses }) => {
    const read = linearPattern(pattern);
    expect(read).toBeDefined();
    expect(finds.filter((text) => read?.test(text) !== true)).toEqual([]);
    expect(misses.filter((text) => read?.test(text) === true)).toEqual([]);
  });
});

test.each([
  "(?=a)",
  "(?<!a)b",
  "(a)\\1",
  "\\p{L}",
  "a**",
  "[]a]",
  "[[:alpha:]]",
  "(",
  "a)",
  "a{3,2}",
  "*",
  "\\",
  "[a",
  "(?i:a)",
  "^*",
  "((((".repeat(30),
])("does not read %s", (pattern) => {
  expect(linearPattern(pattern)).toBeUndefined();
});

test.each(["(a+)+$", "^(a|a)*$", "(.*)*x", "^(([a-z])+.)+[A-Z]([a-z])+$"])(
  "comes to an end with %s, which a backtracking matcher does not",
  (pattern) => {
    expect(linearPattern(pattern)?.test(`${"a".repeat(2_000)}!`)).toBe(false);
  },
);

test("does not grow without bound", () => {
  expect(linearPattern("((a{1000}){1000}){1000}")).toBeUndefined();
});

const leaf = fc.constantFrom("a", "b", "\\d", "\\w", "[ab]", "[^a]", ".", "\\s", "^", "$", "\\b", "A");
const pattern = fc.letrec<{ readonly tree: string }>((tie) => ({
  tree: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    leaf,
    fc.tuple(tie("tree"), tie("tree")).map(([left, right]) => `${left}${right}`),
    fc.tuple(tie("tree"), tie("tree")).map(([left, right]) => `(?:${left}|${right})`),
    fc.tuple(tie("tree"), fc.constantFrom("*", "+", "?", "{2}", "{1,2}", "{1,}", "*?")).map(([inner, count]) => `(?:${inner})${count}`),
  ),
})).tree;

test("finds what the matcher of JavaScript finds", () => {
  fc.assert(
    fc.property(
      pattern,
      fc.string({ unit: fc.constantFrom("a", "b", "A", "1", " ", "_", "\n"), maxLength: 6 }),
      fc.boolean(),
      (source, text, folded) => {
        const read = linearPattern(folded ? `(?i)${source}` : source);
        expect(read).toBeDefined();
        expect(read?.test(text)).toBe(new RegExp(source, folded ? "i" : "").test(text));
      },
    ),
    { numRuns: 2_000 },
  );
});
