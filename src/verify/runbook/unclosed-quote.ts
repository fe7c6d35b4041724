/** A quote or bracket of a shell script that is not closed. */
export interface UnclosedQuote {
  readonly opener: string;
  /** Line of the script that opens it, from 1. */
  readonly line: number;
}

interface Frame {
  /** What closes it: a quote, `)`, `}` or the name that ends a here-document. */
  readonly closer: string;
  readonly opener: string;
  readonly line: number;
}

/** More open at once than anybody writes. */
const deepest = 100;

/**
 * The first quote, substitution or here-document of a shell script that is
 * still open at its end: such a script waits for more when it is pasted.
 * Nothing else of the shell's grammar is judged.
 * @see https://pubs.opengroup.org/onlinepubs/9699919799/utilities/V3_chap02.html#tag_18_02
 */
export function unclosedQuote(script: string): UnclosedQuote | undefined {
  const open: Frame[] = [];
  const documents: Frame[] = [];
  let line = 1;
  for (let at = nextSpecial(script, 0); at < script.length; at = nextSpecial(script, at + 1)) {
    const character = script[at] ?? "";
    const top = open.at(-1);
    if (character === "\n") {
      line += 1;
      for (const document of documents.splice(0)) {
        const end = endOfDocument(script, at + 1, document);
        if (end === undefined) return document;
        line += script.slice(at + 1, end).split("\n").length - 1;
        at = end - 1;
      }
    } else if (top?.closer === "'") {
      if (character === "'") open.pop();
    } else if (character === "\\") {
      if (script[at + 1] === "\n") line += 1;
      at += 1;
    } else if (character === top?.closer) {
      open.pop();
    } else if (open.length >= deepest) {
      return open[0];
    } else {
      const frame = opened(script, at, top, line);
      if (frame !== undefined) {
        open.push(frame);
        at += frame.opener.length - 1;
      } else if (top?.closer !== '"') {
        if (isComment(script, at)) at = lineEnd(script, at) - 1;
        const document = documentAt(script, at, line);
        if (document !== undefined) documents.push(document.frame);
        at = Math.max(at, (document?.end ?? 0) - 1);
      }
    }
  }
  return open[0] ?? documents[0];
}

/** Where the next character stands that may open or close something. */
function nextSpecial(script: string, from: number): number {
  special.lastIndex = from;
  return special.exec(script)?.index ?? script.length;
}

const special = /[\n\\'"`$(){}#<]/g;

function opened(script: string, at: number, top: Frame | undefined, line: number): Frame | undefined {
  const within = top?.closer === '"';
  for (const [opener, closer] of [
    ["$(", ")"],
    ["${", "}"],
    ["`", "`"],
    ['"', '"'],
  ] as const) {
    if (script.startsWith(opener, at)) return { opener, closer, line };
  }
  if (within) return undefined;
  if (script.startsWith("$'", at)) return { opener: "$'", closer: "'", line };
  // Within ${…} an apostrophe is a letter.
  if (script[at] === "'" && top?.closer !== "}") return { opener: "'", closer: "'", line };
  return script[at] === "(" ? { opener: "(", closer: ")", line } : undefined;
}

function isComment(script: string, at: number): boolean {
  return script[at] === "#" && (at === 0 || /[\s;(]/.test(script[at - 1] ?? ""));
}

function lineEnd(script: string, at: number): number {
  const end = script.indexOf("\n", at);
  return end < 0 ? script.length : end;
}

/** A here-document that is announced here; its text begins on the next line. */
function documentAt(script: string, at: number, line: number): { readonly frame: Frame; readonly end: number } | undefined {
  if (!script.startsWith("<<", at) || script[at - 1] === "<" || script[at + 2] === "<") return undefined;
  const [written, , name = ""] = /^<<-?[ \t]*(["']?)([A-Za-z_][\w.-]*)\1/.exec(script.slice(at, at + 200)) ?? [];
  return written === undefined ? undefined : { frame: { opener: `<<${name}`, closer: name, line }, end: at + written.length };
}

function endOfDocument(script: string, from: number, { closer }: Frame): number | undefined {
  for (let at = from; at <= script.length;) {
    const end = lineEnd(script, at);
    if (script.slice(at, end).trim() === closer) return end;
    if (end >= script.length) return undefined;
    at = end + 1;
  }
  return undefined;
}
