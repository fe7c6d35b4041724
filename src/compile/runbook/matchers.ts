import { codeSpan, phrase, type Markdown } from "../../base/markdown.ts";
import type { Matcher, Matchers } from "../../model/metric.ts";
import { codes, listed } from "./prose.ts";

/** Which series count, in words: `` `status` is one of `a`, `b` ``. */
export function matchers(all: Matchers): Markdown | undefined {
  return listed(Object.entries(all).map(([label, matcher]) => phrase`${codeSpan(label)} ${matcherWords(matcher)}`));
}

function matcherWords(matcher: Matcher): Markdown {
  if (typeof matcher === "string") return phrase`is ${codeSpan(matcher)}`;
  if ("oneOf" in matcher) return phrase`is one of ${codes(matcher.oneOf) ?? phrase``}`;
  if ("startsWith" in matcher) return phrase`starts with ${codeSpan(matcher.startsWith)}`;
  return phrase`is none of ${codes(matcher.noneOf) ?? phrase``}`;
}
