import { codeSpan, md, type Markdown } from "../../base/markdown.ts";
import type { Matcher, Matchers } from "../../model/metric.ts";
import { codes, listed } from "./prose.ts";

/** Which series count, in words: `` `status` is one of `a`, `b` ``. */
export function matchers(all: Matchers): Markdown | undefined {
  return listed(Object.entries(all).map(([label, matcher]) => md`${codeSpan(label)} ${matcherWords(matcher)}`));
}

function matcherWords(matcher: Matcher): Markdown {
  if (typeof matcher === "string") return md`is ${codeSpan(matcher)}`;
  if ("oneOf" in matcher) return md`is one of ${codes(matcher.oneOf) ?? md``}`;
  if ("startsWith" in matcher) return md`starts with ${codeSpan(matcher.startsWith)}`;
  return md`is none of ${codes(matcher.noneOf) ?? md``}`;
}
