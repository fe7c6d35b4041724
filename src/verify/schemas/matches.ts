import { linearPattern, type LinearPattern } from "../../base/linear-pattern.ts";

/** Longest text that is held against a pattern; no name, image or host comes near it. */
const longest = 4_096;

const known = new Map<string, LinearPattern | undefined>();

/** Whether a pattern can be matched at all: others could keep the matcher busy for ever. */
export function isMatchable(pattern: string): boolean {
  return read(pattern) !== undefined;
}

/** Whether a text has the pattern. Texts over 4096 characters have none. */
export function matches(pattern: string, text: string): boolean {
  return text.length <= longest && (read(pattern)?.test(text) ?? true);
}

function read(pattern: string): LinearPattern | undefined {
  if (!known.has(pattern)) known.set(pattern, linearPattern(pattern));
  return known.get(pattern);
}
