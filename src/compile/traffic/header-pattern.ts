import { linearPattern, type LinearPattern } from "../../base/linear-pattern.ts";
import { remembering } from "../../base/remembering.ts";

/**
 * A header pattern as regular expressions of other dialects have it.
 * ingress-nginx matches PCRE anywhere in the value; gateways mostly use RE2 or
 * Go, and some of them only accept a match of the whole value. What is written
 * here means the same in all of them.
 */
export type HeaderPattern = { readonly pattern: string; readonly problem?: undefined } | { readonly problem: string };

const unportable: readonly (readonly [RegExp, string])[] = [
  [/\(\?(?!:)/, "groups other than (…) and (?:…)"],
  [/\\[^dDwWsS]/, "escapes other than \\d, \\w, \\s and of punctuation"],
  [/[*+?}]\+/, "possessive quantifiers"],
  [/\[\^?\]/, 'a "]" as first character of a class'],
  [/\[[:.=]/, "POSIX classes"],
  [/\{(?!\d{1,3}\})/, "a { that is not a count of at most 999"],
];

/** Translates a pattern of ingress-nginx, or says what in it has no counterpart. */
export function headerPattern(pattern: string): HeaderPattern {
  const [flag = ""] = /^\(\?i\)/.exec(pattern) ?? [];
  const body = pattern.slice(flag.length);
  // Escaped characters are replaced by a plain one, so that only what is syntax is looked at.
  const syntax = body.replace(/\\[^A-Za-z0-9]/g, "_");
  const found = unportable.find(([fault]) => fault.test(syntax));
  if (found !== undefined) return { problem: found[1] };
  if (syntax.includes("|")) return { pattern: `${flag}^.*(?:${body}).*$` };
  const head = syntax.startsWith("^") ? "" : "^.*";
  const tail = syntax.endsWith("$") ? "" : ".*$";
  return { pattern: `${flag}${head}${body}${tail}` };
}

/** Matches a pattern here: in linear time where it can be, as patterns are read back from committed files too. One pattern is tried with every class of requests. */
export const patternMatcher = remembering((pattern: string): LinearPattern => {
  const linear = linearPattern(pattern);
  if (linear !== undefined) return linear;
  return pattern.startsWith("(?i)") ? new RegExp(pattern.slice(4), "i") : new RegExp(pattern);
}, 100);
