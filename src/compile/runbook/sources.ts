import { codeSpan, link, phrase, type Markdown } from "../../base/markdown.ts";
import type { Source } from "../../model/text.ts";
import { listed } from "./prose.ts";

/** A source as it is cited: `` `path` L12–L29 `` or a link. */
export function sourceText(source: Source): Markdown {
  if ("url" in source) return link(source.url, source.url);
  const [first, last] = source.lines ?? [];
  const path = codeSpan(source.path);
  return first === undefined || last === undefined ? path : first === last ? phrase`${path} L${first}` : phrase`${path} L${first}–L${last}`;
}

/** The sources of a statement in a row; `undefined` when it has none. */
export function sources(all: readonly Source[]): Markdown | undefined {
  return listed(all.map(sourceText));
}
