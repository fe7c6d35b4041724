import fc from "fast-check";
import type { Nodes } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";

/** Reads Markdown as the forge does. */
export const parse = (text: string): Nodes => fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });

/** Every node's type with its own settings, phrasing and the text of code left out: what the template alone decides. */
export function outline(node: Nodes): unknown {
  if (node.type === "text" || node.type === "inlineCode") return [];
  if (node.type === "code") return ["code", node.lang];
  if (node.type === "html") return ["html", node.value.replace(/sum \w{16}/, "sum")];
  // Queries hold texts of people; where they lead does not.
  if (node.type === "link") return ["link", node.url.replace(/\?.*$/s, "")];
  const { position: _position, children, ...own }: { position?: unknown; children?: readonly Nodes[] } & object = { ...node };
  return [own, (children ?? []).map(outline).filter((child) => Array.isArray(child) && child.length > 0)];
}

/** Every text that is shown as such: code is none. */
export function* texts(node: Nodes): Generator<string> {
  if (node.type === "text") yield node.value;
  if ("children" in node) for (const child of node.children) yield* texts(child);
}

const bits = fc.constantFrom(
  "`",
  "```",
  "*",
  "_",
  "~~",
  "[x] ",
  "- [x] ",
  "# ",
  "\\",
  "|",
  "<b>",
  "<!--",
  "-->",
  "<!-- rampart:end -->",
  "<!-- rampart:begin -->",
  "<!-- rampart:evidence -->",
  "<!-- rampart:draft -->",
  "</details>",
  "<summary>",
  "@octo",
  "@org/team",
  "fixes #1",
  "closes acme/rollouts#2",
  "GH-3",
  "deadbeef1",
  "0123456789abcdef0123456789abcdef01234567",
  "https://x.example/a|b",
  "www.example.com",
  "a@b.example",
  "&#64;",
  "1. ",
  "> ",
  "    ",
  "[^1]: ",
  "![a](b)",
  "[a](javascript:b)",
  "[a]: b",
  "---",
  ":tada:",
  "$x$",
  "{{opening.why}}",
  "%%{init}%%",
  '"]; click s0 "https://x.example"',
  "[skip ci]",
  "***NO_CI***",
  "skip-checks: true",
  "Signed-off-by: A <a@b.example>",
  "Rampart-Tree: 0",
  "/merge",
  "<!-- rampart:superseded -->",
  "<!-- rampart:stopped -->",
  "x",
  " ",
  "é",
);
/** Texts made of all that a forge, a CI, a bot or a Markdown reader acts on. */
export const hostile = fc
  .array(fc.oneof(bits, fc.string({ maxLength: 4 })), { minLength: 1, maxLength: 8 })
  .map((all) => all.join("").replaceAll(/[\u0000-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, " "))
  .filter((text) => text.trim() !== "");

/** What a forge makes a mention, a reference or a link of where it stands in shown text. */
export const activeText = /(^|[^\w])@\w|#\d|\bgh-\d|:\/\/|www\.|:[a-z]+:|\w@\w|(?<!\d\.)\b[0-9a-f]{7,40}\b/i;

/** What a forge or a CI acts on in a commit's message, whatever stands around it: a body becomes one where pull requests are squashed. */
export const activeMessage =
  /\[(?:(?:skip|no)[ _-](?:ci|actions)|(?:ci|actions)[ _-]skip)\]|\*\*\*no_ci\*\*\*|\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?):? (?:#\d|gh-\d|[\w.-]+\/[\w.-]+#\d|https?:\/\/)|^[a-z-]+-by:|(?:^|[\s`'"(,+-])@[a-z]/im;
