import fc from "fast-check";
import type { Nodes } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
import { describe, expect, test } from "vitest";
import { cell, codeSpan, fence, inline, join, link, phrase, mermaidLabel, slug, type Markdown } from "../../src/base/markdown.ts";

const parse = (text: string) => fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });

/** Every node's type with its own settings, phrasing left out: what a template alone decides. */
function outline(node: Nodes): unknown {
  const phrasing = node.type === "text" || node.type === "inlineCode";
  if (phrasing) return [];
  const { position: _, children: __, ...own } = { children: [], ...node };
  return [
    own,
    "children" in node
      ? node.children.flatMap((child) => [outline(child)]).filter((child) => Array.isArray(child) && child.length > 0)
      : [],
  ];
}

function texts(node: Nodes, type: "text" | "inlineCode" | "code"): readonly string[] {
  if (node.type === type) return [node.value];
  return "children" in node ? node.children.flatMap((child) => texts(child, type)) : [];
}

/** All that is read, without the marks around code. */
function read(node: Nodes): string {
  return "value" in node ? node.value : "children" in node ? node.children.map(read).join("") : "";
}

const page = (text: Markdown) => `# ${text}

${text}

- ${text}
- [ ] ${text}

1. ${text}

   **Why:** ${text} and ${text}

> ${text}

| a ${cell(text)} | b |
|---|---|
| ${cell(text)} | ${cell(text)} |
| ${cell(text)} | end |

${link(text, "https://example.com/a")} [local](#anchor)
`;

const bits = fc.constantFrom(
  "`",
  "``",
  "*",
  "**",
  "_",
  "~~",
  "~~~",
  "[x] ",
  "[ ]",
  "# ",
  "#",
  "\\",
  "|",
  " | ",
  "<b>",
  "<!--",
  "-->",
  "</details>",
  "@octo",
  "@org/team",
  "@",

  "fixes #1",
  "o/r#2",
  "GH-3",
  "https://x.example/a|b",
  "http://",
  "www.example.com",
  "a@b.example",
  "mailto:a@b.example",
  "&amp;",
  "&#64;",
  "&",

  "1. ",
  "2) ",
  "- ",
  "+ ",
  "> ",
  "    ",
  "\t",
  "[^1]",
  "[^1]: ",
  "![a](b)",
  "[a](javascript:b)",
  "[a]: b",
  "---",
  "===",
  ":-:",
  ":tada:",
  "$x$",
  "$$",
  "!",
  "(",
  ")",
  "word",
  "x",
  " ",
  "  ",
  "é",
  "\u00a0",
  "\u202e",
  "{{a}}",
  "%%{init}%%",
  "\n",
  "\n\n",
  "```",
  "```sh",
);
const nasty = fc
  .array(fc.oneof(bits, fc.string({ maxLength: 4 }), fc.string({ unit: "binary", maxLength: 3 })), { minLength: 1, maxLength: 12 })
  .map((all) => all.join(""));
const harmless = outline(parse(page(inline("harmless"))));

describe("inline() and cell()", () => {
  test("leave the structure of any page as its template made it", () => {
    fc.assert(
      fc.property(nasty, (text) => {
        fc.pre(inline(text).toString() !== "");
        expect(outline(parse(page(inline(text))))).toEqual(harmless);
      }),
      { numRuns: 600 },
    );
  });

  test("let no text through that becomes a mention, a reference, an emoji or an address by itself", () => {
    fc.assert(
      fc.property(nasty, (text) => {
        for (const shown of texts(parse(page(inline(text))), "text")) {
          expect(shown).not.toMatch(/(^|[^\w])@\w|#\d|\bgh-\d|:\/\/|www\.|:[a-z]+:|\w@\w/i);
        }
      }),
      { numRuns: 300 },
    );
  });

  test("keep every character but the backticks around code", () => {
    const bare = (text: string) => text.replace(/[`\s]/g, "");
    fc.assert(
      fc.property(nasty, (text) => {
        const clean = text.replace(/[^\p{L}\p{N}\p{P}\p{S} \n\t]/gu, "");
        fc.pre(clean.trim() !== "");
        expect(bare(read(parse(inline(clean).toString())))).toBe(bare(clean));
        const table = parse(`| a | b |\n|---|---|\n| ${cell(inline(clean))} | - |\n`);
        expect(bare(read(table))).toBe(`ab${bare(clean)}-`);
      }),
      { numRuns: 300 },
    );
  });

  const examples: Record<string, readonly [string, string]> = {
    "code stays code": ["set `A_B=1` now", "set `A_B=1` now"],
    "a lone backtick is shown": ["a ` b", "a \\` b"],
    "a mention is shown as code": ["ask @org/team, please", "ask `@org/team`, please"],
    "an issue reference is shown as code": ["fixes #12.", "fixes `#12`."],
    "an address is shown as code": ["(see https://example.com/a)", "(see `https://example.com/a`)"],
    "an e-mail address is shown as code": ["to a@b.example", "to `a@b.example`"],
    "code beside such a word is one piece": ["`x`@y", "`x@y`"],
    "a task box is text": ["[x] done", "\\[x\\] done"],
    "a heading is text": ["# done", "\\# done"],
    "a list item is text": ["1. done", "1\\. done"],
    "a rule is text": ["--- done", "\\--- done"],
    "a quote is text": ["> done", "\\> done"],
    "a trailer of Git is text": ["Signed-off-by: Somebody", "Signed-off-by\\: Somebody"],
    "a trailer of ours is text": ["Rampart-Step: production/a", "Rampart-Step\\: production/a"],
    "a word before a colon is no trailer": ["Standby: no by: one", "Standby: no by: one"],
    "HTML is text": ["<!-- marker", "\\<!-- marker"],
    "a comparison stays readable": ["p95 > 100 ms, 30-60 & more", "p95 > 100 ms, 30-60 & more"],
    "an entity is text": ["&lt;", "\\&lt;"],
    "bidirectional characters are replaced": ["a\u202eb", "a\ufffdb"],
  };
  test.each(Object.entries(examples))("%s", (_, [text, expected]) => {
    expect(inline(text).toString()).toBe(expected);
  });

  test("a pipe in code is escaped in a table cell only", () => {
    const text = inline("`a|b` or c|d");
    expect(`${text} ${cell(text)}`).toBe("`a|b` or c\\|d `a\\|b` or c\\|d");
  });
});

describe("codeSpan() and fence()", () => {
  const line = fc
    .oneof(nasty, fc.string())
    .map((text) => text.replace(/[^\p{L}\p{N}\p{P}\p{S} ]/gu, ""))
    .filter((text) => text.trim() !== "");

  test("a code span holds the code to the letter", () => {
    fc.assert(
      fc.property(line, (code) => {
        expect(texts(parse(`Run ${codeSpan(code)} now`), "inlineCode")).toEqual([code]);
      }),
    );
  });

  test("a code span in a table cell stays in its cell and loses nothing", () => {
    fc.assert(
      fc.property(line, (code) => {
        const row = `| a | b |\n|---|---|\n| x ${cell(codeSpan(code))} y | - |\n`;
        expect(read(parse(row)).replace(/ /g, "")).toBe(`abx${code}y-`.replace(/ /g, ""));
      }),
    );
  });

  test("a fenced block holds the code to the letter, in a list item too", () => {
    const code = fc.array(line, { minLength: 1, maxLength: 5 }).map((lines) => lines.join("\n"));
    fc.assert(
      fc.property(code, (content) => {
        const text = `${fence(content, "sh")}\n\n10. Do it\n\n${fence(content, "sh", 4)}\n\nAfter\n`;
        const tree = parse(text);
        expect(texts(tree, "code")).toEqual([content, content]);
        expect(tree.children.map((child) => child.type)).toEqual(["code", "list", "paragraph"]);
      }),
    );
  });

  test("nothing and blanks are told", () => {
    expect([codeSpan("").toString(), codeSpan(" ").toString()]).toEqual(["(empty)", "(blank)"]);
  });
});

describe("link()", () => {
  test("is one link to the address, whatever the label and address hold", () => {
    fc.assert(
      fc.property(nasty, nasty, (label, path) => {
        fc.pre(inline(label).toString() !== "");
        const [paragraph, ...rest] = parse(`${link(label, `https://example.com/${path}`)}`).children;
        expect(rest).toEqual([]);
        if (paragraph?.type !== "paragraph") throw new Error(`expected a paragraph, found ${paragraph?.type}`);
        expect(paragraph.children.map((child) => child.type)).toEqual(["link"]);
        const [only] = paragraph.children;
        expect(only?.type === "link" && new URL(only.url).host).toBe("example.com");
      }),
    );
  });

  test("is no definition when code in its label holds what would end one", () => {
    expect(link("]:tada:", "https://e.example/").toString()).toBe("[\\]`:tada:`](https://e.example/)");
  });

  test("percent-encodes what an address may not hold and keeps what is encoded already", () => {
    expect(link("x", "https://e.example/a b(c)?q=%22é|&amp;").toString()).toBe(
      "[x](https://e.example/a%20b%28c%29?q=%22%C3%A9%7C&amp;amp;)",
    );
  });

  test("refuses an address that runs code", () => {
    expect(() => link("x", "javascript:alert(1)")).toThrow(/expected an http, https or mailto address/);
  });
});

describe("the rest", () => {
  test("a Mermaid label holds no character that means anything to Mermaid", () => {
    fc.assert(
      fc.property(nasty, (text) => {
        expect(mermaidLabel(text).toString()).toMatch(/^(?:[\p{L}\p{N} .,:/()_+-]|#\d+;)*$/u);
      }),
    );
    expect(mermaidLabel('say "5 %"').toString()).toBe("say #34;5 #37;#34;");
  });

  test("phrase() and join() keep the cell form of what they hold", () => {
    expect(cell(phrase`${1} of ${join([codeSpan("a|b"), inline("c")], ", ")}`).toString()).toBe("1 of `a\\|b`, c");
  });

  test("slug() is the anchor GitHub gives", () => {
    expect([slug("Stage canary-5"), slug("MCPRustGatewayDown"), slug("Go / no-go: “yes”?")]).toEqual([
      "stage-canary-5",
      "mcprustgatewaydown",
      "go--no-go-yes",
    ]);
  });
});
