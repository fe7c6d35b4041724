import { isCelError, run } from "@bufbuild/cel";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { evaluateText } from "./evaluate-text.ts";

const alphabet = ["a", "b", "c", "-", "_", "1", " ", "\n", "é"] as const;
const texts = fc.string({ unit: fc.constantFrom(...alphabet), maxLength: 12 });

/** Patterns that RE2, our automaton and JavaScript read alike; nothing that may be empty is repeated without end. */
const atoms = fc.oneof(
  fc.constantFrom("a", "b", "c", "-", "_", "1", "é", "[ab]", "[^a]", "[a-c1]", "[^\\n]", "\\d", "[a-zA-Z]"),
  fc.constantFrom("(?:ab|a)", "(b|bc)", "(?:a|b|c)"),
);
const repeated = fc
  .tuple(atoms, fc.constantFrom("", "*", "+", "?", "{2}", "{1,3}", "{0,2}", "*?", "+?", "??"))
  .map(([atom, times]) => atom + times);
const sequences = fc.array(repeated, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(""));
const patterns = fc
  .tuple(fc.constantFrom("", "^"), fc.array(sequences, { minLength: 1, maxLength: 3 }), fc.constantFrom("", "$"))
  .map(([start, branches, end]) => `${start}(?:${branches.join("|")})${end}`);

function outcomeOf(pattern: string): string {
  try {
    return typeof evaluateText("'ab'.matches(pattern)", { pattern });
  } catch (error) {
    return error instanceof Error ? error.name : "";
  }
}

describe("Patterns", () => {
  test("match where an independent RE2 matches", () => {
    fc.assert(
      fc.property(patterns, texts, (pattern, text) => {
        const theirs = run("text.matches(pattern)", { text, pattern });
        fc.pre(!isCelError(theirs));
        expect(evaluateText("text.matches(pattern)", { text, pattern })).toBe(theirs);
      }),
      { numRuns: 200 },
    );
  });

  test("find the leftmost match that the pattern prefers, as Perl and JavaScript do", () => {
    fc.assert(
      fc.property(patterns, texts, (pattern, text) => {
        expect(evaluateText("text.find(pattern)", { text, pattern })).toBe(new RegExp(pattern, "u").exec(text)?.[0] ?? "");
      }),
      { numRuns: 1500 },
    );
  });

  test("find all matches that do not overlap and are not empty", () => {
    fc.assert(
      fc.property(sequences, texts, (pattern, text) => {
        const theirs = [...text.matchAll(new RegExp(pattern, "gu"))].map(([match]) => match).filter((match) => match !== "");
        const ours = evaluateText("text.findAll(pattern).filter(m, m != '')", { text, pattern });
        expect(ours).toEqual(theirs);
      }),
      { numRuns: 800 },
    );
  });

  test("are read without a crash, whatever the text is", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...Array.from("ab()[]{}|*+?.^$\\-:,1<>!=iPQEzdw")), maxLength: 15 }), (pattern) => {
        expect(["boolean", "EvaluationFault", "NotEvaluable"]).toContain(outcomeOf(pattern));
      }),
      { numRuns: 2000 },
    );
  });

  test.each(["(a+)+$", "^(a|aa)*$", "^(([a-z])+.)+[A-Z]([a-z])+$", "(.*)*x", "a*a*a*a*a*a*b"])(
    "%s takes time in proportion to the text",
    (pattern) => {
      expect(evaluateText("text.matches(pattern)", { text: `${"a".repeat(3000)}!`, pattern })).toBe(false);
    },
  );

  test.each([
    "(?<=a)b",
    "(?!a)",
    "(?>a)",
    "\\1",
    "\\Z",
    "a{2,1}",
    "a{1001}",
    "[b-a]",
    "[[:letter:]]",
    "\\p{Klingon}",
    "(",
    ")",
    "[a",
    "*a",
    "a|*",
    "\\",
    "(?P<n",
    "(?z)a",
  ])("%s is refused", (pattern) => {
    expect(() => evaluateText("'a'.matches(pattern)", { pattern })).toThrow(/^error parsing regexp: /);
  });

  test.each(["\\C", "(?i)\\P{Lu}"])("%s cannot be evaluated and says so", (pattern) => {
    expect(() => evaluateText("'a'.matches(pattern)", { pattern })).toThrow(/cannot be evaluated here/);
  });
});
