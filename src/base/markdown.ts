import { remembering } from "./remembering.ts";

/**
 * Text that is already Markdown. Only the encoders of this file make it, so a
 * template that takes nothing else cannot be written into: no heading, list,
 * task box, table cell, link, mention, issue reference, HTML or emphasis comes
 * from a definition.
 * @see https://github.github.com/gfm/
 */
export interface Markdown {
  readonly [running]: string;
  /** A pipe in a code span is literal in running text and must be escaped in a table cell. */
  readonly [inCell]: string;
  /** A code span may not hold what ends the label of a definition, which is read before code is. */
  readonly [inLabel]: string;
  readonly toString: () => string;
}

// The same content, for the places where code spans are read in different ways; mostly one and the same text.
const running: unique symbol = Symbol("running");
const inCell: unique symbol = Symbol("inCell");
const inLabel: unique symbol = Symbol("inLabel");

type Form = typeof running | typeof inCell | typeof inLabel;

function encoded(text: string, cell = text, label = text): Markdown {
  return { [running]: text, [inCell]: cell, [inLabel]: label, toString: textOf };
}

function textOf(this: Markdown): string {
  return this[running];
}

/** What is written in the same way for every form, which is only done again where a form of one of its parts is another. */
function composed(parts: readonly (Markdown | number)[], write: (form: Form) => string): Markdown {
  const other = (form: Form) => parts.some((part) => typeof part !== "number" && part[form] !== part[running]);
  const text = write(running);
  return encoded(text, other(inCell) ? write(inCell) : text, other(inLabel) ? write(inLabel) : text);
}

/**
 * Prose of one line, at the start of a line or within one: `` `code` `` stays
 * code, everything else shows as written. What a renderer would turn into a
 * link or a notification by itself (`@name`, `#1`, `https://…`, `a@b.example`)
 * is shown as code too, which nothing is made of.
 */
export function inline(text: string): Markdown {
  const found = inlined.get(text);
  if (found !== undefined) return found;
  const pieces = inlinePieces(
    visible(text)
      .replace(/[\n\t ]+/g, " ")
      .trim(),
  );
  const write = (code: (content: string) => string) =>
    escapeStart(pieces.map((piece) => (piece.code ? code(piece.text) : escapeText(piece.text))).join(""));
  const made = inForms(
    pieces.flatMap(({ code, text }) => (code ? [text] : [])),
    write,
  );
  if (inlined.size >= mostInlined) inlined.clear();
  inlined.set(text, made);
  return made;
}

/** Names and phrases that a page says again and again. */
const inlined = new Map<string, Markdown>();
const mostInlined = 4096;

/** Code within a line, to the letter; line breaks show as spaces. */
export function codeSpan(code: string): Markdown {
  const line = visible(code).replace(/[\n\t]/g, " ");
  return line.trim() === "" ? encoded(line === "" ? "(empty)" : "(blank)") : inForms([line], (write) => write(line));
}

/** What holds these codes, each written as its place asks for. */
function inForms(codes: readonly string[], write: (code: (content: string) => string) => string): Markdown {
  const text = write(span);
  return encoded(
    text,
    codes.some((code) => code.includes("|")) ? write(cellSpan) : text,
    codes.some((code) => code.includes("]:")) ? write(labelSpan) : text,
  );
}

/** The form for a table cell. Everything that goes into a cell goes through this. */
export function cell(content: Markdown): Markdown {
  return encoded(content[inCell]);
}

/** Code of one or more lines, to the letter, `indent` spaces deep so that it can belong to a list item. */
export function fence(code: string, language: string, indent = 0): Markdown {
  const body = visible(code).replace(/\n$/, "");
  const ticks = "`".repeat(Math.max(3, longestRun(body) + 1));
  const text = `${ticks}${/^[a-z]+$/.test(language) ? language : ""}\n${body}\n${ticks}`;
  return encoded(indent === 0 ? text : text.replace(/^(?=.)/gm, " ".repeat(indent)));
}

/**
 * A link. `url` is an http, https or mailto address, a path below this file or
 * an `#anchor`; what an address may not hold is percent-encoded.
 */
export function link(label: Markdown | string, url: string): Markdown {
  if (/^[a-z][a-z0-9+.-]*:/i.test(url) && !/^(https?|mailto):/i.test(url)) {
    throw new RangeError(`Cannot link to "${url}": expected an http, https or mailto address, a path or an anchor`);
  }
  const { [inLabel]: text, [inCell]: cell } = typeof label === "string" ? inline(label) : label;
  const target = bare.test(url) ? url : encodedAddress(url);
  return encoded(`[${text}](${target})`, `[${cell}](${target})`);
}

/** Of addresses, those in which nothing means anything to Markdown. */
const bare = /^[\w.~:/?#@!$'*+,;=-]*$/;

function encodedAddress(url: string): string {
  return visible(url)
    .replace(/[^\w.~:/?#@!$&'*+,;=%-]|%(?![0-9A-Fa-f]{2})/gu, (character) =>
      character === "(" ? "%28" : character === ")" ? "%29" : encodeURIComponent(character),
    )
    .replace(/&(?=#?\w+;)/g, "&amp;");
}

/** A node or edge label of a Mermaid diagram, to be put between double quotes. */
export function mermaidLabel(text: string): Markdown {
  return encoded(visible(text).replace(/[^\p{L}\p{N} .,:/()_+-]/gu, (character) => `#${character.codePointAt(0)};`));
}

/** Code within HTML that a template writes, such as a summary, where no Markdown is read. */
export function htmlCode(code: string): Markdown {
  const line = visible(code).replace(/[\n\t]/g, " ");
  return encoded(`<code>${line.replace(/[^\w ./-]/gu, (character) => `&#${character.codePointAt(0)};`)}</code>`);
}

/** Several pieces with trusted text between them. */
export function join(pieces: readonly Markdown[], separator: string): Markdown {
  return composed(pieces, (form) => pieces.map((piece) => piece[form]).join(separator));
}

/** A phrase of ours with encoded values in it: `` phrase`weight ${1} of ${codeSpan(name)}` ``. */
export function phrase(literals: TemplateStringsArray, ...values: readonly (Markdown | number)[]): Markdown {
  return composed(values, (form) => {
    let text = literals[0] ?? "";
    for (const [index, value] of values.entries()) {
      text += `${typeof value === "number" ? value : value[form]}${literals[index + 1] ?? ""}`;
    }
    return text;
  });
}

/** The anchor that GitHub, GitLab and most renderers give a heading. */
export const slug = remembering((heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .trim()
    .replace(/\s/g, "-"),
);

/** Control and bidirectional characters reorder or hide what a reviewer sees. */
function visible(text: string): string {
  return text.replace(
    /[\p{Cs}\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/gu,
    "\ufffd",
  );
}

interface Piece {
  readonly code: boolean;
  readonly text: string;
}

/** Makes links, references (to commits, too), emoji or e-mail addresses by itself somewhere: GitHub looks at the rendered text, so escapes do not stop it. */
const active = /@\S|#\d|:\/\/|www\.|\bgh-\d|\b(?:mailto|xmpp):|(?<!\d\.)\b[0-9a-f]{7,40}\b|:(?:[a-z+-][\w+-]*|100|1234):/i;

function inlinePieces(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  const add = (piece: Piece) => {
    const last = pieces.at(-1);
    // Two code spans side by side would be read as one with other delimiters.
    if (last?.code === piece.code) pieces[pieces.length - 1] = { code: piece.code, text: last.text + piece.text };
    else if (piece.text !== "") pieces.push(piece);
  };
  for (const [whole, code] of text.matchAll(/`([^`]*[^` ][^`]*)`|[^`]+|`/g)) {
    if (code !== undefined) add({ code: true, text: code });
    else if (!active.test(whole)) add({ code: false, text: whole });
    else for (const word of whole.split(/(\s+)/)) for (const piece of wordPieces(word)) add(piece);
  }
  return pieces;
}

function wordPieces(word: string): readonly Piece[] {
  if (!active.test(word)) return [{ code: false, text: word }];
  const [, before = "", core = "", after = ""] = /^([("'[{<]*)(.*?)([.,;!?)"'\]}>]*)$/s.exec(word) ?? [];
  if (!active.test(core)) return [{ code: true, text: word }];
  return [
    { code: false, text: before },
    { code: true, text: core },
    { code: false, text: after },
  ];
}

function escapeText(text: string): string {
  return text.replace(/[\\`*_[\]|~$#<]|&(?=[#\w])/g, "\\$&");
}

/**
 * What begins a list, quote, rule, heading underline or table delimiter at the
 * start of a line; and a trailer of Git (`Signed-off-by:`), as which a line
 * counts where a page becomes the message of a commit.
 */
function escapeStart(text: string): string {
  return text
    .replace(/^(\d{1,9})(?=[.)](?:\s|$))/, "$1\\")
    .replace(/^[-+=>:]/, "\\$&")
    .replace(/^((?:[a-z]+-)+by|skip-checks|rampart-[a-z]+)(?=\s*:)([^:]*)/i, "$1$2\\");
}

function longestRun(code: string): number {
  return code.includes("`") ? Math.max(...Array.from(code.matchAll(/`+/g), ([run]) => run.length)) : 0;
}

function span(code: string): string {
  const ticks = "`".repeat(longestRun(code) + 1);
  const padding = /^`|`$|^ .* $/.test(code) ? " " : "";
  return ticks + padding + code + padding + ticks;
}

/** A table reads `\|` as a pipe even within code, so a backslash before a pipe can only be told apart outside of it. */
function cellSpan(code: string): string {
  if (!code.includes("\\|")) return span(code).replaceAll("|", "\\|");
  return code
    .split("|")
    .map((part) => (part.trim() === "" ? part : span(part)))
    .join("\\|");
}

/** At the start of a line `` [`]: x`](…) `` would be a definition: the bracket leaves the code and is escaped. */
function labelSpan(code: string): string {
  if (!code.includes("]:")) return span(code);
  return code
    .split("]")
    .map((part) => (part.trim() === "" ? part : span(part)))
    .join("\\]");
}
