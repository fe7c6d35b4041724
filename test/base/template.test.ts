import { describe, expect, test } from "vitest";
import { codeSpan, inline } from "../../src/base/markdown.ts";
import { renderTemplate, type TemplateData } from "../../src/base/template.ts";

const render = (text: string, data: TemplateData, partials: Readonly<Record<string, string>> = {}) =>
  renderTemplate({ name: "page", text, partials }, data);

describe("renderTemplate()", () => {
  test("fills in encoded text, numbers and lists, and escapes nothing", () => {
    const text = "{{title}}: {{count}}\n{{#each items}}\n- {{this}}\n{{/each}}\n{{#if gone}}\ngone\n{{else}}\nthere\n{{/if}}\n";
    expect(render(text, { title: inline("a > b"), count: 0, items: [codeSpan("x<y")], gone: undefined })).toBe(
      "a > b: 0\n- `x<y`\nthere\n",
    );
  });

  test("uses the partials it is given, without indenting their further lines", () => {
    const text = "{{#each all}}\n  {{> part}}\n{{/each}}\n";
    expect(render(text, { all: [{ name: inline("a") }] }, { part: "{{name}}\nb\n" })).toBe("  a\nb\n");
  });

  const refused: Record<string, readonly [string, RegExp]> = {
    "an unknown name": ["{{titel}}", /Cannot fill template "page": "titel" not defined/],
    "a helper": ["{{#with title}}x{{/with}}", /Cannot fill template "page"/],
    "a lookup": ["{{lookup this 'title'}}", /Cannot fill template "page"/],
    "a partial that was not given": ["{{> other}}", /The partial other could not be found/],
  };
  test.each(Object.entries(refused))("refuses %s", (_, [text, message]) => {
    expect(() => render(text, { title: inline("t") })).toThrow(message);
  });

  test("shows nothing of what its data inherits", () => {
    expect(render("[{{constructor}}{{__proto__}}{{title.constructor}}]", { title: inline("t") })).toBe("[]");
  });

  test("takes encoded text only", () => {
    // @ts-expect-error a plain string may hold anything
    const data: TemplateData = { title: "plain" };
    expect(Object.keys(data)).toEqual(["title"]);
  });
});
