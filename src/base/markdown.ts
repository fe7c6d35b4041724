/**
 * Text that is already Markdown. Only the encoders of this file make it, so a
 * template that takes nothing else cannot be written into: no heading, list,
 * task box, table cell, link, mention, issue reference, HTML or emphasis comes
 * from a definition.
 * @see https://github.github.com/gfm/
 */
export interface Markdown {
  readonly [forms]: Forms;
  readonly toString: () => string;
}

const forms: unique symbol = Symbol("forms");

/** The same content, for the places where code spans are read in different ways. */
interface Forms {
  readonly running: string;
  /** A pipe in a code span is literal in running text and must be escaped in a table cell. */
  readonly cell: string;
  /** A code span may not hold what ends the label of a definition, which is read before code is. */
  readonly label: string;
}

function encoded(running: string, cell = running, label = running): Markdown {
  return { [forms]: { running, cell, label }, toString: () => running };
}

/** The other forms are made when they are asked for, which is seldom. */
function encodedLater(running: string, cell: () => string, label: () => string): Markdown {
  return {
    [forms]: {
      running,
      get cell() {
        return cell();
      },
      get label() {
        return label();
      },
    },
    toString: () => running,
  };
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
  const running = write(span);
  const plain = pieces.every((piece) => !piece.code);
  const made = plain
    ? encoded(running)
    : encodedLater(
        running,
        () => write(cellSpan),
        () => write(labelSpan),
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
  return line.trim() === ""
    ? encoded(line === "" ? "(empty)" : "(blank)")
    : encodedLater(
        span(line),
        () => cellSpan(line),
        () => labelSpan(line),
      );
}

/** The form for a table cell. Everything that goes into a cell goes through this. */
export function cell(content: Markdown): Markdown {
  return encoded(content[forms].cell);
}

/** Code of one or more lines, to the letter, `indent` spaces deep so that it can belong to a list item. */
export function fence(code: string, language: string, indent = 0): Markdown {
  const body = visible(code).replace(/\n$/, "");
  const ticks = "`".repeat(Math.max(3, longestRun(body) + 1));
  const lines = [`${ticks}${/^[a-z]+$/.test(language) ? language : ""}`, ...body.split("\n"), ticks];
  return encoded(lines.map((line) => (line === "" ? "" : " ".repeat(indent) + line)).join("\n"));
}

/**
 * A link. `url` is an http, https or mailto address, a path below this file or
 * an `#anchor`; what an address may not hold is percent-encoded.
 */
export function link(label: Markdown | string, url: string): Markdown {
  if (/^[a-z][a-z0-9+.-]*:/i.test(url) && !/^(https?|mailto):/i.test(url)) {
    throw new RangeError(`Cannot link to "${url}": expected an http, https or mailto address, a path or an anchor`);
  }
  const { label: running, cell } = (typeof label === "string" ? inline(label) : label)[forms];
  const target = visible(url)
    .replace(/[^\w.~:/?#@!$&'*+,;=%-]|%(?![0-9A-Fa-f]{2})/gu, (character) =>
      character === "(" ? "%28" : character === ")" ? "%29" : encodeURIComponent(character),
    )
    .replace(/&(?=#?\w+;)/g, "&amp;");
  return encoded(`[${running}](${target})`, `[${cell}](${target})`);
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
  const all = (form: keyof Forms) => pieces.map((piece) => piece[forms][form]).join(separator);
  return encodedLater(
    all("running"),
    () => all("cell"),
    () => all("label"),
  );
}

/** A phrase of ours with encoded values in it: `` phrase`weight ${1} of ${codeSpan(name)}` ``. */
export function phrase(literals: TemplateStringsArray, ...values: readonly (Markdown | number)[]): Markdown {
  const parts: Markdown[] = [];
  for (const [index, text] of encodedLiterals(literals).entries()) {
    const value = values[index];
    parts.push(text);
    if (value !== undefined) parts.push(typeof value === "number" ? encoded(String(value)) : value);
  }
  return join(parts, "");
}

const literalsOfPhrases = new WeakMap<TemplateStringsArray, readonly Markdown[]>();

/** The parts of a phrase that are ours: the same each time it is said. */
function encodedLiterals(literals: TemplateStringsArray): readonly Markdown[] {
  const parts = literalsOfPhrases.get(literals) ?? literals.map((text) => encoded(text));
  literalsOfPhrases.set(literals, parts);
  return parts;
}

/** The anchor that GitHub, GitLab and most renderers give a heading. */
export function slug(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .trim()
    .replace(/\s/g, "-");
}

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
  return Math.max(0, ...Array.from(code.matchAll(/`+/g), ([run]) => run.length));
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
