import { inline, type Markdown } from "../../base/markdown.ts";
import type { TemplateData } from "../../base/template.ts";

/** Labelled values for the partial `facts`; what is `undefined` is left out. */
export function facts(all: Readonly<Record<string, Markdown | undefined>>): readonly TemplateData[] {
  return Object.entries(all).flatMap(([label, value]) => (value === undefined ? [] : [{ label: inline(label), value }]));
}
