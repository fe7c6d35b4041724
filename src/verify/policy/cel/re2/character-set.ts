import { NotEvaluable } from "../fault.ts";

/** Code points from the first to the second, both included. */
export type Range = readonly [number, number];

/** A set of characters as a pattern writes it. */
export interface CharacterSet {
  readonly ranges: readonly Range[];
  /** Unicode properties in JavaScript's notation: `\p{Lu}`. */
  readonly properties: readonly string[];
  readonly negated: boolean;
  /** Whether upper and lower case are the same. */
  readonly fold: boolean;
}

const last = 0x10ffff;
const digit: readonly Range[] = [[0x30, 0x39]];
const upper: readonly Range[] = [[0x41, 0x5a]];
const lower: readonly Range[] = [[0x61, 0x7a]];

/** Named sets within brackets, all of ASCII: `[[:alpha:]]`. */
export const namedRanges: Readonly<Record<string, readonly Range[]>> = {
  alnum: [...digit, ...upper, ...lower],
  alpha: [...upper, ...lower],
  ascii: [[0, 0x7f]],
  blank: [
    [0x09, 0x09],
    [0x20, 0x20],
  ],
  cntrl: [
    [0, 0x1f],
    [0x7f, 0x7f],
  ],
  digit,
  graph: [[0x21, 0x7e]],
  lower,
  print: [[0x20, 0x7e]],
  punct: [
    [0x21, 0x2f],
    [0x3a, 0x40],
    [0x5b, 0x60],
    [0x7b, 0x7e],
  ],
  space: [
    [0x09, 0x0d],
    [0x20, 0x20],
  ],
  upper,
  word: [...digit, ...upper, [0x5f, 0x5f], ...lower],
  xdigit: [...digit, [0x41, 0x46], [0x61, 0x66]],
};

/** `\d`, `\s` and `\w`: ASCII only, other than in JavaScript. */
export const letterRanges: Readonly<Record<string, readonly Range[]>> = {
  d: digit,
  s: [
    [0x09, 0x0a],
    [0x0c, 0x0d],
    [0x20, 0x20],
  ],
  w: namedRanges["word"] ?? [],
};

/** All characters that are in none of the ranges. */
export function complement(ranges: readonly Range[]): readonly Range[] {
  const gaps: Range[] = [];
  let next = 0;
  for (const [from, to] of ranges.toSorted(([a], [b]) => a - b)) {
    if (from > next) gaps.push([next, from - 1]);
    next = Math.max(next, to + 1);
  }
  return next > last ? gaps : [...gaps, [next, last]];
}

/** A Unicode category (`L`, `Nd`) or script (`Greek`) in JavaScript's notation, or `undefined` when there is none. */
export function propertyOf(name: string, negated: boolean): string | undefined {
  const source = `\\${negated ? "P" : "p"}{${name.length <= 2 || name === "Any" ? name : `Script=${name}`}}`;
  try {
    return new RegExp(source, "u").source;
  } catch {
    return undefined;
  }
}

/** A fast test of the set: a table for ASCII, a regular expression of one character beyond. */
export function membership(set: CharacterSet): (code: number) => boolean {
  if (set.fold && set.properties.some((property) => property.startsWith("\\P"))) {
    throw new NotEvaluable("a pattern that ignores case and names what a Unicode property leaves out cannot be evaluated here");
  }
  const items = [...set.ranges.map(([from, to]) => `${escaped(from)}-${escaped(to)}`), ...set.properties].join("");
  const pattern = new RegExp(`^[${set.negated ? "^" : ""}${items}]$`, set.fold ? "iu" : "u");
  const table = Uint8Array.from({ length: 128 }, (_, code) => Number(pattern.test(String.fromCharCode(code))));
  return (code) => (code < 128 ? table[code] === 1 : pattern.test(String.fromCodePoint(code)));
}

function escaped(code: number): string {
  return `\\u{${code.toString(16)}}`;
}
