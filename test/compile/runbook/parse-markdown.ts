import type { Nodes, Root } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";

/** GitHub-flavoured Markdown as a tree. */
export function parseMarkdown(text: string): Root {
  return fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
}

/** Every node of a tree, depth first. */
export function* nodes(node: Nodes): Generator<Nodes> {
  yield node;
  if ("children" in node) for (const child of node.children) yield* nodes(child);
}

/** What is read: code and text without marks. */
export function textOf(node: Nodes): string {
  return "value" in node ? node.value : "children" in node ? node.children.map(textOf).join("") : "";
}

/** The texts of all headings, in order. */
export function headingsOf(text: string): readonly string[] {
  return [...nodes(parseMarkdown(text))].filter((node) => node.type === "heading").map(textOf);
}

/** The addresses of all links, in order. */
export function linksOf(text: string): readonly string[] {
  return [...nodes(parseMarkdown(text))].flatMap((node) => (node.type === "link" ? [node.url] : []));
}

/** How many nodes of each kind there are; phrasing left out, as that is what a definition may decide. */
export function outline(text: string): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const node of nodes(parseMarkdown(text))) {
    if (node.type === "text" || node.type === "inlineCode") continue;
    const kind = node.type === "listItem" && typeof node.checked === "boolean" ? "task" : node.type;
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return counts;
}
