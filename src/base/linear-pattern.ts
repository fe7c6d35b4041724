import { patternTree, word, type Accepts, type Edge, type PatternTree } from "./pattern-tree.ts";

/** A regular expression that is tried in time proportional to the text, whatever the pattern. */
export interface LinearPattern {
  /** Whether the pattern is found anywhere in a text. */
  test(text: string): boolean;
}

/** Longest program of a pattern; counts such as `{1000}` are written out. */
const longest = 1_000;

/**
 * Reads a regular expression of the part that RE2, PCRE and JavaScript share:
 * characters, classes, groups, alternatives, counts, `^`, `$`, `\b` and a
 * leading `(?i)`. `undefined` for anything else (backreferences, lookaround,
 * Unicode classes) and for a pattern that is too long: patterns that strangers
 * write are matched by this or not at all, as a backtracking matcher may never
 * come to an end.
 * @see https://swtch.com/~rsc/regexp/regexp2.html
 */
export function linearPattern(pattern: string): LinearPattern | undefined {
  const folded = pattern.startsWith("(?i)");
  const tree = patternTree(folded ? pattern.slice(4) : pattern, folded);
  if (tree === undefined) return undefined;
  const program: Instruction[] = [];
  if (!emit(tree, program)) return undefined;
  program.push({ op: "match" });
  return { test: (text) => run(program, folded ? text.toLowerCase() : text) };
}

type Instruction =
  | { readonly op: "character"; readonly accepts: Accepts }
  | { readonly op: "edge"; readonly edge: Edge }
  | Split
  | { readonly op: "match" };

/** Goes on at both places. */
interface Split {
  readonly op: "split";
  left: number;
  right: number;
}

/** Writes a tree as instructions; `false` when they become too many. */
function emit(tree: PatternTree, program: Instruction[]): boolean {
  if (program.length > longest) return false;
  switch (tree.kind) {
    case "character":
      program.push({ op: "character", accepts: tree.accepts });
      return true;
    case "edge":
      program.push({ op: "edge", edge: tree.edge });
      return true;
    case "sequence":
      return tree.parts.every((part) => emit(part, program));
    case "choice":
      return emitChoice(tree.parts, program);
    case "repeat":
      return emitRepeat(tree.part, tree.least, tree.most, program);
  }
}

function emitChoice(parts: readonly PatternTree[], program: Instruction[]): boolean {
  const ends: Split[] = [];
  for (const [index, part] of parts.entries()) {
    const split: Split = { op: "split", left: program.length + 1, right: program.length + 1 };
    program.push(split);
    if (!emit(part, program)) return false;
    if (index < parts.length - 1) {
      const end: Split = { op: "split", left: 0, right: 0 };
      program.push(end);
      ends.push(end);
      split.right = program.length;
    }
  }
  for (const end of ends) end.left = end.right = program.length;
  return true;
}

function emitRepeat(part: PatternTree, least: number, most: number, program: Instruction[]): boolean {
  for (let count = 0; count < least; count += 1) if (!emit(part, program)) return false;
  if (most === Number.POSITIVE_INFINITY) {
    const start = program.length;
    const split: Split = { op: "split", left: start + 1, right: 0 };
    program.push(split);
    if (!emit(part, program)) return false;
    program.push({ op: "split", left: start, right: start });
    split.right = program.length;
    return true;
  }
  const skips: Split[] = [];
  for (let count = least; count < most; count += 1) {
    const split: Split = { op: "split", left: program.length + 1, right: 0 };
    program.push(split);
    skips.push(split);
    if (!emit(part, program)) return false;
  }
  for (const skip of skips) skip.right = program.length;
  return true;
}

/** Follows every way through the program at once. */
function run(program: readonly Instruction[], text: string): boolean {
  let current: number[] = [];
  for (let at = 0; at <= text.length; at += 1) {
    const seen = new Uint8Array(program.length);
    const reached: number[] = [];
    // A match may begin at every place.
    for (const start of [...current, 0]) if (follow(program, start, text, at, seen, reached)) return true;
    const character = text[at];
    if (character === undefined) return false;
    current = reached.filter((index) => accepts(program[index], character)).map((index) => index + 1);
  }
  return false;
}

function accepts(instruction: Instruction | undefined, character: string): boolean {
  return instruction?.op === "character" && instruction.accepts(character);
}

/** Collects what can be reached without reading a character; whether the end is. */
function follow(program: readonly Instruction[], start: number, text: string, at: number, seen: Uint8Array, reached: number[]): boolean {
  const open = [start];
  for (let index = open.pop(); index !== undefined; index = open.pop()) {
    if (seen[index] === 1) continue;
    seen[index] = 1;
    const instruction = program[index];
    if (instruction === undefined) continue;
    if (instruction.op === "match") return true;
    if (instruction.op === "split") open.push(instruction.left, instruction.right);
    else if (instruction.op === "character") reached.push(index);
    else if (holds(instruction.edge, text, at)) open.push(index + 1);
  }
  return false;
}

function holds(edge: Edge, text: string, at: number): boolean {
  if (edge === "start") return at === 0;
  if (edge === "end") return at === text.length;
  const between = word(text[at - 1] ?? " ") !== word(text[at] ?? " ");
  return (edge === "word") === between;
}
