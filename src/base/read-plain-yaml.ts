import { loadAll } from "js-yaml";

/** What a YAML text holds. */
export interface PlainYaml {
  readonly value: unknown;
}

/**
 * Reads YAML of the plain kind that is generated: one document of block
 * collections in steps of two spaces, with texts that no reader takes for
 * anything else, quoted texts and literal blocks. It answers many times faster
 * than a reader of all YAML, and only where that would answer the same;
 * `undefined` for everything else, sound or not.
 */
export function readPlainYaml(text: string): PlainYaml | undefined {
  if (odd.test(text) || !text.endsWith("\n")) return undefined;
  const reader: Reader = { text, at: 0, end: text.indexOf("\n"), column: 0 };
  // The first line of a file may say for editors what the file is.
  if (text.startsWith("# ")) next(reader);
  if (reader.column !== 0) return undefined;
  const value = readCollection(reader, 0, 0);
  return value === broken || !isOver(reader) ? undefined : { value };
}

interface Reader {
  readonly text: string;
  /** Where the next thing begins. */
  at: number;
  /** Where its line ends. */
  end: number;
  /** How far in it begins; {@link over} behind the last line. */
  column: number;
}

const over = -1;

/** What is not of the plain kind. */
const broken: unique symbol = Symbol("broken");

/** Characters that end lines for some readers, are refused, or do not show. */
const odd = /[^\n\x20-\x7e\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]/;
const deepest = 32;

function next(reader: Reader): void {
  const { text } = reader;
  const start = reader.end + 1;
  let at = start;
  while (text.charCodeAt(at) === 32) at += 1;
  reader.at = at;
  reader.column = start < text.length ? at - start : over;
  reader.end = text.indexOf("\n", at);
}

function isOver({ column }: Reader): boolean {
  return column === over;
}

function readCollection(reader: Reader, indent: number, depth: number): unknown {
  if (depth > deepest) return broken;
  return isItem(reader) ? readItems(reader, indent, depth) : readEntries(reader, keyAt(reader), indent, depth);
}

function isItem({ text, at }: Reader): boolean {
  return text.startsWith("- ", at);
}

function readItems(reader: Reader, indent: number, depth: number): unknown {
  const items: unknown[] = [];
  do {
    if (!isItem(reader)) return broken;
    reader.at += 2;
    const value = readItem(reader, indent, depth);
    if (value === broken) return broken;
    items.push(value);
  } while (goesOn(reader, indent));
  return items;
}

/** What follows a dash: it may be a collection that goes on two further in. */
function readItem(reader: Reader, indent: number, depth: number): unknown {
  if (isItem(reader)) return readCollection(reader, indent + 2, depth + 1);
  const key = keyAt(reader);
  return key === undefined ? readScalar(reader, indent) : readEntries(reader, key, indent + 2, depth + 1);
}

function readEntries(reader: Reader, first: string | undefined, indent: number, depth: number): unknown {
  if (depth > deepest) return broken;
  const entries: Record<string, unknown> = {};
  for (let found = first; ; found = keyAt(reader)) {
    const key = found === undefined ? undefined : nameOf(found);
    if (found === undefined || key === undefined || Object.hasOwn(entries, key)) return broken;
    reader.at += found.length + 1;
    const value = reader.at === reader.end ? readBelow(reader, indent, depth) : readAfter(reader, indent);
    if (value === broken) return broken;
    entries[key] = value;
    if (!goesOn(reader, indent)) return entries;
  }
}

/** Whether the next line belongs to the collection of this indent, too; one that is further in is nobody's, and stays unread. */
function goesOn({ column }: Reader, indent: number): boolean {
  return column === indent;
}

const keyPattern = /(?:[A-Za-z_$/][\w$./-]*|"(?:[^"\\\n]|\\.)*")(?=:[ \n])/y;

/** The key that begins here, as it is written. */
function keyAt({ text, at }: Reader): string | undefined {
  keyPattern.lastIndex = at;
  return keyPattern.test(text) ? text.slice(at, keyPattern.lastIndex) : undefined;
}

/** The name a key gives, unless it is reserved or might be something else than a text. */
function nameOf(key: string): string | undefined {
  const name: unknown = key.startsWith('"') ? quotedText(key) : isWord(key) ? undefined : key;
  return typeof name !== "string" || name === "__proto__" || name === "constructor" || name === "prototype" ? undefined : name;
}

/** Whether a text means something else than its letters. */
function isWord(text: string): boolean {
  return text.length < 6 && /^(?:null|true|false)$/i.test(text);
}

/** A collection on the lines below its key. */
function readBelow(reader: Reader, indent: number, depth: number): unknown {
  next(reader);
  return reader.column === indent + 2 ? readCollection(reader, indent + 2, depth + 1) : broken;
}

function readAfter(reader: Reader, indent: number): unknown {
  reader.at += 1;
  return readScalar(reader, indent);
}

/** What stands on the rest of a line, or in the block of lines that it announces. */
function readScalar(reader: Reader, indent: number): unknown {
  const text = reader.text.slice(reader.at, reader.end);
  if (text === "|" || text === "|-") return readLines(reader, indent + 2, text === "|");
  next(reader);
  switch (text[0]) {
    case '"':
      return quotedText(text);
    case "'":
      return /^'(?:[^']|'')*'$/.test(text) ? text.slice(1, -1).replaceAll("''", "'") : broken;
    case "[":
      return text === "[]" ? [] : broken;
    case "{":
      return text === "{}" ? {} : broken;
    default:
      return plainValue(text);
  }
}

const jsonText = /^"(?:[^"\\]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"$/;

function quotedText(text: string): unknown {
  return jsonText.test(text) ? JSON.parse(text) : broken;
}

/** Lines of a literal block: those that begin this far in, and empty ones between them. */
function readLines(reader: Reader, indent: number, ends: boolean): unknown {
  const found: string[] = [];
  for (next(reader); !isOver(reader); next(reader)) {
    const { text, at, end, column } = reader;
    const isEmpty = at === end && column === 0;
    if (!isEmpty && column < indent) break;
    if (!isEmpty && at === end) return broken;
    found.push(isEmpty ? "" : text.slice(at - column + indent, end));
  }
  // The first line tells readers how far in all of them begin, and empty ones at the end how the text ends.
  if (found[0] === undefined || found[0] === "" || found[0].startsWith(" ") || found.at(-1) === "") return broken;
  return `${found.join("\n")}${ends ? "\n" : ""}`;
}

const number = /^-?(?:0|[1-9]\d{0,14})(?:\.\d{1,14})?$/;
const ambiguous = /: | #|[: ]$/;

function plainValue(text: string): unknown {
  if (ambiguous.test(text)) return broken;
  if (/^[A-Za-z_$/(^]/.test(text)) {
    if (!isWord(text)) return text;
    return text === "null" ? null : text === "true" ? true : text === "false" ? false : broken;
  }
  if (number.test(text) && text !== "-0" && text.length < 16) return Number(text);
  return /^[\w.+-][\w.+:%/ -]*$/.test(text) && !/^(?:-\s|-$|---|\.\.\.)/.test(text) ? asked(text) : broken;
}

const known = new Map<string, unknown>();
const mostKnown = 10_000;

/** What a reader of all YAML takes a text for that may be a number, a date or a duration. */
function asked(text: string): unknown {
  const found = known.get(text);
  if (found !== undefined) return found;
  const [value, ...more] = loadAll(text);
  const answer = more.length > 0 || value === null || typeof value === "object" ? broken : value;
  if (known.size >= mostKnown) known.clear();
  known.set(text, answer);
  return answer;
}
