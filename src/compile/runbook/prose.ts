import { codeSpan, inline, join, phrase, type Markdown } from "../../base/markdown.ts";

/** Prose that may be left out. */
export function prose(text: string | undefined): Markdown | undefined {
  return text === undefined ? undefined : inline(text);
}

/** Prose one below the other, `undefined` instead of an empty list. */
export function proseList(texts: readonly string[]): readonly Markdown[] | undefined {
  return texts.length === 0 ? undefined : texts.map(inline);
}

/** Pieces in a row, `undefined` instead of nothing. */
export function listed(pieces: readonly Markdown[], separator = ", "): Markdown | undefined {
  return pieces.length === 0 ? undefined : join(pieces, separator);
}

/** Codes in a row, `undefined` instead of nothing. */
export function codes(all: readonly string[]): Markdown | undefined {
  return listed(all.map(codeSpan));
}

/** Only what is there. */
export function present<Value>(all: readonly (Value | undefined)[]): readonly Value[] {
  return all.filter((one) => one !== undefined);
}

/** `undefined` instead of an empty list: what `{{#if}}` of a template asks. */
export function some<Value>(all: readonly Value[]): readonly Value[] | undefined {
  return all.length === 0 ? undefined : all;
}

/** What belongs to a statement, in brackets after it; `undefined` when there is nothing. */
export function aside(parts: readonly (Markdown | undefined)[]): Markdown | undefined {
  const all = listed(present(parts), "; ");
  return all === undefined ? undefined : phrase`(${all})`;
}

/** `probes: a, b`, where there are any. */
export function labelled(label: Markdown, value: Markdown | undefined): Markdown | undefined {
  return value === undefined ? undefined : phrase`${label}: ${value}`;
}

/** A rate of requests as people say it: `40 requests/s`. */
export function requestRate(rate: string): Markdown {
  return inline(rate.replace("/", rate.startsWith("1/") ? " request/" : " requests/"));
}
