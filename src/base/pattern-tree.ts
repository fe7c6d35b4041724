/** Whether one character is taken. */
export type Accepts = (character: string) => boolean;
/** A place between characters: `word` is `\b`, `inside` is `\B`. */
export type Edge = "start" | "end" | "word" | "inside";

/** A regular expression, taken apart. */
export type PatternTree =
  | { readonly kind: "character"; readonly accepts: Accepts }
  | { readonly kind: "edge"; readonly edge: Edge }
  | { readonly kind: "sequence" | "choice"; readonly parts: readonly PatternTree[] }
  | { readonly kind: "repeat"; readonly part: PatternTree; readonly least: number; readonly most: number };

interface Reader {
  readonly text: string;
  at: number;
  readonly folded: boolean;
}

/**
 * Takes a regular expression apart, as far as RE2, PCRE and JavaScript agree on
 * what it means; `undefined` where they do not.
 */
export function patternTree(pattern: string, folded: boolean): PatternTree | undefined {
  const reader: Reader = { text: pattern, at: 0, folded };
  const tree = alternatives(reader, 0);
  return reader.at === pattern.length ? tree : undefined;
}

function alternatives(reader: Reader, depth: number): PatternTree | undefined {
  if (depth > 50) return undefined;
  const parts: PatternTree[] = [];
  for (;;) {
    const part = sequence(reader, depth);
    if (part === undefined) return undefined;
    parts.push(part);
    if (reader.text[reader.at] !== "|") break;
    reader.at += 1;
  }
  return parts.length === 1 ? parts[0] : { kind: "choice", parts };
}

function sequence(reader: Reader, depth: number): PatternTree | undefined {
  const parts: PatternTree[] = [];
  while (reader.at < reader.text.length && reader.text[reader.at] !== "|" && reader.text[reader.at] !== ")") {
    const part = atom(reader, depth);
    const repeated = part === undefined ? undefined : quantified(reader, part);
    if (repeated === undefined) return undefined;
    parts.push(repeated);
  }
  return { kind: "sequence", parts };
}

function quantified(reader: Reader, part: PatternTree): PatternTree | undefined {
  const [written, sign, least, comma, most] =
    /^(?:([*+?])|\{(\d{1,4})(,(\d{0,4}))?\})\??/.exec(reader.text.slice(reader.at, reader.at + 12)) ?? [];
  if (written === undefined) return part;
  reader.at += written.length;
  if (/^[*+?{]/.test(reader.text.slice(reader.at)) || part.kind === "edge") return undefined;
  if (sign !== undefined) return { kind: "repeat", part, least: sign === "+" ? 1 : 0, most: sign === "?" ? 1 : Number.POSITIVE_INFINITY };
  const from = Number(least);
  const to = comma === undefined ? from : most === "" || most === undefined ? Number.POSITIVE_INFINITY : Number(most);
  return to < from ? undefined : { kind: "repeat", part, least: from, most: to };
}

function atom(reader: Reader, depth: number): PatternTree | undefined {
  const character = reader.text[reader.at];
  reader.at += 1;
  switch (character) {
    case "(":
      return group(reader, depth);
    case "[":
      return characterClass(reader);
    case "^":
      return { kind: "edge", edge: "start" };
    case "$":
      return { kind: "edge", edge: "end" };
    case ".":
      return { kind: "character", accepts: (one) => one !== "\n" && one !== "\r" && one !== "\u2028" && one !== "\u2029" };
    case "\\":
      return escaped(reader);
    case "*":
    case "+":
    case "?":
    case "{":
    case undefined:
      return undefined;
    default:
      return exactly(character, reader);
  }
}

function group(reader: Reader, depth: number): PatternTree | undefined {
  if (reader.text[reader.at] === "?") {
    const [head] = /^\?(?::|P?<[A-Za-z_]\w*>)/.exec(reader.text.slice(reader.at, reader.at + 80)) ?? [];
    if (head === undefined) return undefined;
    reader.at += head.length;
  }
  const inner = alternatives(reader, depth + 1);
  if (inner === undefined || reader.text[reader.at] !== ")") return undefined;
  reader.at += 1;
  return inner;
}

function exactly(wanted: string, { folded }: Reader): PatternTree {
  const character = folded ? wanted.toLowerCase() : wanted;
  return { kind: "character", accepts: (one) => one === character };
}

const digit: Accepts = (one) => one >= "0" && one <= "9";
/** Letters, digits and `_`. */
export const word: Accepts = (one) => (one >= "a" && one <= "z") || (one >= "A" && one <= "Z") || digit(one) || one === "_";
const space: Accepts = (one) => one.trim() === "";
const not =
  (accepts: Accepts): Accepts =>
  (one) =>
    !accepts(one);

const sets: ReadonlyMap<string, Accepts> = new Map([
  ["d", digit],
  ["D", not(digit)],
  ["w", word],
  ["W", not(word)],
  ["s", space],
  ["S", not(space)],
]);
const controls: ReadonlyMap<string, string> = new Map([
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
  ["f", "\f"],
  ["v", "\v"],
]);

function escaped(reader: Reader): PatternTree | undefined {
  const next = reader.text[reader.at];
  if (next === "b" || next === "B") {
    reader.at += 1;
    return { kind: "edge", edge: next === "b" ? "word" : "inside" };
  }
  const found = escape(reader);
  if (found === undefined) return undefined;
  return typeof found === "string" ? exactly(found, reader) : { kind: "character", accepts: found };
}

/** What stands behind a backslash: a set, or one character. */
function escape(reader: Reader): Accepts | string | undefined {
  const next = reader.text[reader.at];
  if (next === undefined) return undefined;
  const [hexadecimal] = /^(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4})/.exec(reader.text.slice(reader.at, reader.at + 5)) ?? [];
  reader.at += hexadecimal?.length ?? 1;
  if (hexadecimal !== undefined) return String.fromCharCode(Number.parseInt(hexadecimal.slice(1), 16));
  const known = sets.get(next) ?? controls.get(next);
  if (known !== undefined) return known;
  return /[A-Za-z0-9]/.test(next) ? undefined : next;
}

function characterClass(reader: Reader): PatternTree | undefined {
  const { text, folded } = reader;
  const negated = text[reader.at] === "^";
  if (negated) reader.at += 1;
  const accepted: Accepts[] = [];
  for (let first = true; ; first = false) {
    const character = text[reader.at];
    // The dialects disagree about "]" in first place and about "[" inside.
    if (character === undefined || character === "[" || (character === "]" && first)) return undefined;
    if (character === "]") break;
    const from = classItem(reader);
    if (from === undefined) return undefined;
    if (typeof from !== "string") {
      accepted.push(from);
      continue;
    }
    if (text[reader.at] !== "-" || text[reader.at + 1] === "]") {
      accepted.push((one) => one === from);
      continue;
    }
    reader.at += 1;
    const to = classItem(reader);
    if (typeof to !== "string" || to < from) return undefined;
    accepted.push((one) => one >= from && one <= to);
  }
  reader.at += 1;
  const any: Accepts = (one) => accepted.some((accepts) => accepts(one));
  const either: Accepts = folded ? (one) => any(one) || any(one.toUpperCase()) : any;
  return { kind: "character", accepts: negated ? not(either) : either };
}

function classItem(reader: Reader): Accepts | string | undefined {
  const character = reader.text[reader.at];
  if (character === undefined) return undefined;
  reader.at += 1;
  return character === "\\" ? escape(reader) : character;
}
