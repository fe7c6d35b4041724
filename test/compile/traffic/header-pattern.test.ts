import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { headerPattern, patternMatcher } from "../../../src/compile/traffic/header-pattern.ts";

describe("a pattern that all dialects read alike is written so that it matches the whole value", () => {
  const table: Record<string, readonly [string, string]> = {
    "a plain text": ["beta", "^.*beta.*$"],
    "anchored at both ends": ["^beta-\\d{2}$", "^beta-\\d{2}$"],
    "anchored at the start": ["^beta", "^beta.*$"],
    "anchored at the end": ["beta$", "^.*beta$"],
    "an escaped dollar is no anchor": ["beta\\$", "^.*beta\\$.*$"],
    alternatives: ["^a$|b", "^.*(?:^a$|b).*$"],
    "in any case": ["(?i)^beta$", "(?i)^beta$"],
    "a lazy quantifier": ["b+?", "^.*b+?.*$"],
  };
  test.each(Object.entries(table))("%s", (_, [pattern, expected]) => {
    expect(headerPattern(pattern)).toEqual({ pattern: expected });
  });
});

describe("a pattern that dialects read differently is refused", () => {
  const table: Record<string, readonly [string, string]> = {
    "a look-ahead": ["(?=beta)", "groups other than (…) and (?:…)"],
    "a named group": ["(?P<x>a)", "groups other than (…) and (?:…)"],
    "a backreference": ["(a)\\1", "escapes other than \\d, \\w, \\s and of punctuation"],
    "an escape of PCRE": ["a\\h", "escapes other than \\d, \\w, \\s and of punctuation"],
    "a possessive quantifier": ["a++", "possessive quantifiers"],
    "a bracket first in a class": ["[]a]", 'a "]" as first character of a class'],
    "a POSIX class": ["[[:alpha:]]", "POSIX classes"],
    "a brace that counts nothing": ["a{b}", "a { that is not a count of at most 999"],
  };
  test.each(Object.entries(table))("%s", (_, [pattern, problem]) => {
    expect(headerPattern(pattern)).toEqual({ problem });
  });
});

test("what is written matches wherever the original is found, whether a gateway searches or matches the whole value", () => {
  const piece = fc.constantFrom("a", "b", "ab", "[ab]", "\\d", "a*", "b?", "(?:ab)+", "a|b", "^", "$", "\\$", "-", "a{2}", "(b|a)", "\\w");
  const pattern = fc.array(piece, { minLength: 1, maxLength: 5 }).map((pieces) => pieces.join(""));
  fc.assert(
    fc.property(pattern, fc.stringMatching(/^[ab1$-]{0,6}$/), (source, value) => {
      fc.pre(compiles(source));
      const translated = headerPattern(source);
      if (translated.problem !== undefined) return;
      const found = new RegExp(source).test(value);
      expect(patternMatcher(translated.pattern).test(value)).toBe(found);
      expect(new RegExp(`^(?:${translated.pattern})$`).test(value)).toBe(found);
    }),
    { numRuns: 500 },
  );
});

function compiles(source: string): boolean {
  try {
    return new RegExp(source).source !== "";
  } catch {
    return false;
  }
}
