import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { escapeGoTemplate } from "../../src/base/escape-go-template.ts";

describe("escapeGoTemplate()", () => {
  test.each([
    ["leaves text without braces alone", "50 % of $labels.pod", "50 % of $labels.pod"],
    ["leaves single and closing braces alone", "{a} }} b", "{a} }} b"],
    ["quotes what opens an action", "{{ $value }}", '{{ "{{" }} $value }}'],
    ["quotes the first two of three braces", "{{{x", '{{ "{{" }}{x'],
    ["quotes a brace at the end, which more text could complete", "a {", 'a {{ "{" }}'],
  ])("%s", (_, text, escaped) => {
    expect(escapeGoTemplate(text)).toBe(escaped);
  });

  test("only opens actions that print what was written, even when text follows", () => {
    const text = fc.string({ unit: fc.constantFrom("{", "}", "a", " ", '"', "$") });
    fc.assert(
      fc.property(text, text, (first, second) => {
        const template = `${escapeGoTemplate(first)}{{ $value }}${escapeGoTemplate(second)}`;
        const printed = template.replace(/\{\{ (?:"([^"]*)"|\$value) \}\}/g, (_, quoted: string | undefined) => quoted ?? "V");
        expect(printed).toBe(`${first}V${second}`);
      }),
    );
  });
});
