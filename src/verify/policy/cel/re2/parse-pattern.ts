import { NotEvaluable } from "../fault.ts";
import { complement, letterRanges, type Range } from "./character-set.ts";
import { readBrackets } from "./read-brackets.ts";
import { bad, readEscaped, readProperty } from "./read-escape.ts";
import { readerOf, type Reader } from "./reader.ts";
import type { Pattern } from "./pattern.ts";

/** Switches of a group: ignore case, `^$` at lines, `.` takes newlines, lazy by default. */
interface Flags {
  readonly i: boolean;
  readonly m: boolean;
  readonly s: boolean;
  readonly U: boolean;
}

/** A pattern without back-references and look-around, as RE2 has it. Fails on everything that RE2 refuses. */
export function parsePattern(text: string): Pattern {
  const reader = readerOf(text);
  const pattern = choice(reader, { i: false, m: false, s: false, U: false }, 0);
  if (!reader.done()) throw bad("unexpected )", reader.rest());
  return pattern;
}

function choice(reader: Reader, given: Flags, depth: number): Pattern {
  if (depth > 1000) throw bad("nested too deeply", reader.rest());
  const branches: Pattern[][] = [[]];
  let flags = given;
  let repeated = false;
  while (!reader.done() && reader.peek() !== ")") {
    const branch = branches.at(-1) ?? [];
    const at = reader.rest();
    const next = reader.peek();
    if (next === "|") {
      reader.take();
      branches.push([]);
      repeated = false;
      continue;
    }
    const count = counts(reader);
    if (count !== undefined) {
      const item = branch.pop();
      if (item === undefined) throw bad("missing argument to repetition operator", at);
      if (repeated) throw bad("invalid nested repetition operator", at);
      const lazy = reader.accept("?");
      branch.push({ kind: "repeat", item, ...count, greedy: lazy === flags.U });
      repeated = true;
      continue;
    }
    repeated = false;
    if (next === "(") {
      const switched = group(reader, flags, branch, depth);
      if (switched !== undefined) flags = switched;
      continue;
    }
    branch.push(...atom(reader, flags));
  }
  const items = branches.map((branch): Pattern => ({ kind: "sequence", items: branch }));
  return items.length === 1 && items[0] !== undefined ? items[0] : { kind: "choice", items };
}

interface Count {
  readonly least: number;
  readonly most: number | undefined;
}

function counts(reader: Reader): Count | undefined {
  switch (reader.peek()) {
    case "*":
      reader.take();
      return { least: 0, most: undefined };
    case "+":
      reader.take();
      return { least: 1, most: undefined };
    case "?":
      reader.take();
      return { least: 0, most: 1 };
    case "{": {
      const match = reader.match(/\{(\d+)(,(\d*))?\}/y);
      if (match === undefined) return undefined;
      const least = Number(match[1]);
      const most = match[2] === undefined ? least : match[3] === "" ? undefined : Number(match[3]);
      if (least > 1000 || (most !== undefined && (most > 1000 || most < least))) throw bad("invalid repeat count", match[0]);
      return { least, most };
    }
    default:
      return undefined;
  }
}

/** Reads a group into the branch; the flags that hold from here on, when the group only sets some. */
function group(reader: Reader, flags: Flags, branch: Pattern[], depth: number): Flags | undefined {
  const start = reader.rest();
  reader.take();
  let inner = flags;
  if (reader.peek() === "?") {
    const named = reader.match(/\?P?<(\w+)>/y);
    if (named === undefined) {
      const match = reader.match(/\?([imsU]*)(?:-([imsU]+))?([:)])/y);
      if (match === undefined || match[0] === "?)") throw bad("invalid or unsupported Perl syntax", start);
      inner = switchFlags(flags, match[1] ?? "", match[2] ?? "");
      if (match[3] === ")") return inner;
    }
  }
  branch.push(choice(reader, inner, depth + 1));
  if (!reader.accept(")")) throw bad("missing closing )", start);
  return undefined;
}

function switchFlags(flags: Flags, on: string, off: string): Flags {
  const value = (name: keyof Flags) => (on.includes(name) || flags[name]) && !off.includes(name);
  return { i: value("i"), m: value("m"), s: value("s"), U: value("U") };
}

function atom(reader: Reader, flags: Flags): readonly Pattern[] {
  const next = reader.peek();
  switch (next) {
    case ".":
      reader.take();
      return [setOf(flags.s ? [[0, 0x10ffff]] : complement([[0x0a, 0x0a]]), flags)];
    case "^":
      reader.take();
      return [{ kind: "assert", assertion: flags.m ? "line-start" : "text-start" }];
    case "$":
      reader.take();
      return [{ kind: "assert", assertion: flags.m ? "line-end" : "text-end" }];
    case "[":
      return [{ kind: "set", set: { ...readBrackets(reader), fold: flags.i } }];
    case "\\":
      return escape(reader, flags);
    default:
      return [character(reader.take(), flags)];
  }
}

function escape(reader: Reader, flags: Flags): readonly Pattern[] {
  const quoted = reader.match(/\\Q(.*?)(?:\\E|$)/sy);
  if (quoted !== undefined) return Array.from(quoted[1] ?? "", (text) => character(text.codePointAt(0) ?? 0, flags));
  const simple = reader.match(/\\([AzbBCdDsSwW])/y)?.[1];
  switch (simple) {
    case "A":
      return [{ kind: "assert", assertion: "text-start" }];
    case "z":
      return [{ kind: "assert", assertion: "text-end" }];
    case "b":
      return [{ kind: "assert", assertion: "word-boundary" }];
    case "B":
      return [{ kind: "assert", assertion: "no-word-boundary" }];
    case "C":
      throw new NotEvaluable("a pattern with \\C matches single bytes, which cannot be evaluated here");
    case undefined:
      break;
    default: {
      const ranges = letterRanges[simple.toLowerCase()] ?? [];
      return [setOf(simple === simple.toLowerCase() ? ranges : complement(ranges), flags)];
    }
  }
  const property = readProperty(reader);
  if (property !== undefined) return [{ kind: "set", set: { ranges: [], properties: [property], negated: false, fold: flags.i } }];
  return [character(readEscaped(reader), flags)];
}

function setOf(ranges: readonly Range[], flags: Flags): Pattern {
  return { kind: "set", set: { ranges, properties: [], negated: false, fold: flags.i } };
}

function character(code: number, flags: Flags): Pattern {
  return setOf([[code, code]], flags);
}
