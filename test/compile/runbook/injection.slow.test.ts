import fc from "fast-check";
import { expect, test } from "vitest";
import { parseQuantity } from "../../../src/model/quantity.ts";
import { full, ledger, parsed, runbookOf } from "./full-context.ts";
import { nodes, outline, parseMarkdown } from "./parse-markdown.ts";

/** A value with every prose and every command in it replaced: whatever has a space and is no quantity. */
function withProse(value: unknown, prose: string): unknown {
  if (typeof value === "string") return value.includes(" ") && parseQuantity(value) === undefined ? `${prose}.` : value;
  if (Array.isArray(value)) return value.map((item) => withProse(item, prose));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withProse(item, prose)]));
}

const page = (prose: string) =>
  runbookOf(
    parsed(withProse(full, prose)),
    "moved",
    ledger.map((entry) => ({ ...entry, operator: prose, reason: prose, revision: prose })),
  );

const harmless = page("Harmless words");
const expected = outline(harmless);

test("the definition under attack has its words all over the page", () => {
  expect(harmless.split("Harmless words").length).toBeGreaterThan(200);
});

const attacks: Record<string, string> = {
  "a heading": "# Approved",
  "a done task": "[x] - [x] approved",
  "a mention": "@octo-org/everyone and @octocat",
  "a closing keyword": "fixes #1, closes octo/repo#2",
  "a hidden marker": "<!-- rampart:marker --> <details><summary>",
  "more table cells": "a | b `c|d` \\| e | f",
  "a link": "[here](https://evil.example) https://evil.example www.evil.example a@evil.example",
  "an image": "![x](https://evil.example/x.png)",
  "an unclosed code span": "a ` b `` c ```",
  "a fence": "```sh rm -rf / ```",
  "a footnote": "[^1] and [^1]: note",
  emphasis: "**bold** _it_ ~~gone~~ *x",
  "a template": "{{#each this}}{{/each}} {{> runbook/task}}",
  "a Mermaid directive": '%%{init: {"theme":"x"}}%% "]; click p0 "https://evil.example"',
  "an entity": "&lt;b&gt; &#64;octocat &commat;octocat",
  "an underline of a heading": "--- ===",
  "a numbered list": "1. one 2) two",
};

test.each(Object.entries(attacks))("%s in any text of a definition stays text", (_, prose) => {
  const text = page(prose);
  expect(outline(text)).toEqual(expected);
  expect(mentions(text)).toEqual([]);
});

test("no text of a definition changes the structure of the runbook", () => {
  const bits = fc.constantFrom(..."`*_[]()#|<>\\~&!:@-+=.1$ ".split(""), "```", "](", "- ", "> ", "a", "www.", "http://", "<b>", "  ");
  const prose = fc.array(bits, { minLength: 1, maxLength: 10 }).map((all) => `a${all.join("")}b`);
  fc.assert(
    fc.property(prose, (text) => {
      expect(outline(page(text))).toEqual(expected);
    }),
    { numRuns: 8 },
  );
});

/** Text that GitHub would turn into a notification or a reference. */
function mentions(text: string): readonly string[] {
  return [...nodes(parseMarkdown(text))].flatMap((node) => (node.type === "text" ? (node.value.match(/(^|\W)@\w+|#\d+/g) ?? []) : []));
}
