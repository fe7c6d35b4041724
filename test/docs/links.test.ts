import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
import type { Nodes } from "mdast";
import { expect, test } from "vitest";
import { slug } from "../../src/base/markdown.ts";

const root = new URL("../..", import.meta.url).pathname;

const below = (folder: string): readonly string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".md"))
    .map((file) => `${folder}/${file}`);

/** Every page that people read; runbooks are judged by `runbook-links`. */
const pages = [...readdirSync(root).filter((file) => file.endsWith(".md")), ...below("docs"), ...below("examples")].toSorted();

interface Page {
  readonly links: readonly string[];
  /** Of its headings, as GitHub makes them. */
  readonly anchors: ReadonlySet<string>;
}

const known = new Map<string, Page>();

function pageAt(file: string): Page {
  const page = known.get(file) ?? read(file);
  known.set(file, page);
  return page;
}

function read(file: string): Page {
  const links: string[] = [];
  const anchors = new Set<string>();
  const visit = (node: Nodes): void => {
    if (node.type === "link" || node.type === "definition" || node.type === "image") links.push(node.url);
    if (node.type === "heading") {
      const anchor = slug(textOf(node));
      const twins = [...anchors].filter((one) => one === anchor || one.startsWith(`${anchor}-`)).length;
      anchors.add(anchors.has(anchor) ? `${anchor}-${twins}` : anchor);
    }
    if ("children" in node) for (const child of node.children) visit(child);
  };
  visit(fromMarkdown(readFileSync(join(root, file), "utf8"), { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }));
  return { links, anchors };
}

function textOf(node: Nodes): string {
  if ("value" in node) return node.value;
  return "children" in node ? node.children.map(textOf).join("") : "";
}

test.each(pages)("%s links to files and headings that are there", (page) => {
  const broken = pageAt(page).links.filter((link) => {
    if (/^[a-z]+:/.test(link)) return false;
    const [path = "", anchor] = decodeURI(link).split("#");
    const target = path === "" ? page : join(dirname(page), path);
    if (!existsSync(join(root, target))) return true;
    return anchor !== undefined && target.endsWith(".md") && !pageAt(target).anchors.has(anchor);
  });
  expect(broken).toEqual([]);
});
