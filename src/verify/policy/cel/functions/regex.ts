import * as t from "../type.ts";
import { anInt, aString, binary, ternary, type Functions } from "../overload.ts";
import { parsePattern } from "../re2/parse-pattern.ts";
import { programOf, type Program } from "../re2/program.ts";
import { codesOf, search } from "../re2/search.ts";

/** Whether a text matches a pattern anywhere. */
export const matches: Functions = {
  matches: (["member", "global"] as const).map((shape) =>
    binary(shape, aString, aString, t.bool, (text, pattern) => search(compiled(pattern), codesOf(text), 0, true) !== undefined),
  ),
};

/** Kubernetes' functions that give back what matched. */
export const regex: Functions = {
  find: [binary("member", aString, aString, t.string, (text, pattern) => findAll(text, pattern, 1n)[0] ?? "")],
  findAll: [
    binary("member", aString, aString, t.listOf(t.string), (text, pattern) => findAll(text, pattern, -1n)),
    ternary("member", aString, aString, anInt, t.listOf(t.string), findAll),
  ],
};

const programs = new Map<string, Program>();

/** The automaton of a pattern; the last few hundred are kept. */
export function compiled(pattern: string): Program {
  const known = programs.get(pattern);
  if (known !== undefined) return known;
  const program = programOf(parsePattern(pattern));
  if (programs.size >= 500) programs.clear();
  programs.set(pattern, program);
  return program;
}

/** Matches that do not overlap; an empty one right after another is left out. */
function findAll(text: string, pattern: string, limit: bigint): readonly string[] {
  const program = compiled(pattern);
  const codes = codesOf(text);
  const characters = Array.from(text);
  const found: string[] = [];
  let previousEnd = -1;
  const most = limit < 0n ? Number.POSITIVE_INFINITY : Number(limit);
  for (let at = 0; at <= codes.length && found.length < most;) {
    const match = search(program, codes, at);
    if (match === undefined) break;
    if (match.end > match.start || match.start !== previousEnd) found.push(characters.slice(match.start, match.end).join(""));
    previousEnd = match.end;
    at = Math.max(match.end, at + 1);
  }
  return found;
}
