import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { literalStrings, literalText, literalUrl, plainText } from "../../../src/compile/dashboard/literal.ts";

/** How Grafana finds variables; a name it does not know stays as it is. */
const syntax = /\$(\w+)|\[\[(\w+?)(?::\w+)?\]\]|\$\{(\w+)(?:\.[^:^}]+)?(?::[^}]+)?\}/g;

function variablesIn(text: string): readonly string[] {
  return [...text.matchAll(syntax)]
    .map(([, plain, brackets, braces]) => plain ?? brackets ?? braces ?? "")
    .filter((name) => name === "datasource" || name.startsWith("__"));
}

const tricky = fc
  .array(fc.constantFrom("$", "{", "}", "[", "]", "datasource", "__interval", "__", ":", "\\", '"', "a", " "), { maxLength: 12 })
  .map((parts) => parts.join(""));

describe("text of a definition", () => {
  test("names no variable as text or address", () => {
    fc.assert(
      fc.property(tricky, (text) => {
        expect(variablesIn(literalText(text))).toEqual([]);
        expect(variablesIn(literalUrl(text))).toEqual([]);
      }),
    );
  });

  test("keeps its look", () => {
    fc.assert(
      fc.property(tricky, (text) => {
        expect(literalText(text).replaceAll("\u2060", "")).toBe(text);
      }),
    );
  });

  test("names no variable in a quoted string of PromQL, and means the same", () => {
    fc.assert(
      fc.property(tricky, (text) => {
        const written = literalStrings(`up{a=${JSON.stringify(text)}}`);
        expect(variablesIn(written)).toEqual([]);
        const quoted = written
          .slice("up{a=".length, -1)
          .replaceAll(/\\(?:x([0-9a-f]{2})|(.))/g, (_, hex: string | undefined, character: string) =>
            hex === undefined ? character : String.fromCharCode(Number.parseInt(hex, 16)),
          );
        expect(quoted.slice(1, -1)).toBe(text);
      }),
    );
  });

  test("leaves our own variables outside quotes alone", () => {
    expect(literalStrings('rate(a{b="$__interval"}[$__rate_interval])')).toBe('rate(a{b="\\x24__interval"}[$__rate_interval])');
  });

  test("is plain without the marks of its code", () => {
    expect(plainText("Calls of `tools/list` and a ` alone")).toBe("Calls of tools/list and a ` alone");
  });
});
