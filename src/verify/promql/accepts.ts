import { linearPattern, type LinearPattern } from "../../base/linear-pattern.ts";
import type { LabelMatcher } from "../../base/promql.ts";

/** Characters that mean something in a regular expression. */
export const special = /[\\.+*?()|[\]{}^$]/;

/**
 * Whether a label's value meets a matcher; an absent label has the value "".
 * `undefined` where that cannot be told: for regular expressions that only
 * RE2 itself understands.
 */
export function accepts({ operator, value }: LabelMatcher, text: string): boolean | undefined {
  switch (operator) {
    case "=":
      return text === value;
    case "!=":
      return text !== value;
    case "=~":
      return matches(value, text);
    case "!~": {
      const match = matches(value, text);
      return match === undefined ? undefined : !match;
    }
  }
}

function matches(pattern: string, text: string): boolean | undefined {
  if (!special.test(pattern)) return text === pattern;
  if (pattern === ".*") return true;
  if (pattern === ".+") return text !== "";
  if (text.length > longest) return undefined;
  if (!compiled.has(pattern)) {
    if (compiled.size >= 256) compiled.clear();
    // Matchers hold for whole values.
    compiled.set(pattern, linearPattern(`^(?:${pattern})$`));
  }
  return compiled.get(pattern)?.test(text);
}

const compiled = new Map<string, LinearPattern | undefined>();
const longest = 256;

/** The only values a matcher lets through, where they are listed: `="a"`, `=~"a|b"`. */
export function allowedValues({ operator, value }: LabelMatcher): readonly string[] | undefined {
  if (operator === "=") return [value];
  return operator === "=~" ? alternatives(value) : undefined;
}

/** The words of a regular expression that is only words and `|`. */
function alternatives(pattern: string): readonly string[] | undefined {
  const words = [""];
  for (let index = 0; index < pattern.length; index++) {
    const character = pattern[index] ?? "";
    const escaped = character === "\\" ? (pattern[++index] ?? "") : undefined;
    if (escaped !== undefined ? !special.test(escaped) : character !== "|" && special.test(character)) return undefined;
    if (character === "|") words.push("");
    else words[words.length - 1] += escaped ?? character;
  }
  return words;
}
