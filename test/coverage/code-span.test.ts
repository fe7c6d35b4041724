import { describe, expect, test } from "vitest";
import { codeSpan } from "./code-span.ts";

describe("codeSpan()", () => {
  test.each<[sentence: string, cell: string, text: string | undefined]>([
    ["gives the text between backticks", "`48h`", "48h"],
    ["keeps what is inside to the letter", "`a \\. b`", "a \\. b"],
    ["lets a longer fence hold backticks", "`` run `x` now ``", "run `x` now"],
    ["takes one space of padding off each side only", "``  `x`  ``", " `x` "],
    ["keeps a space on one side", "` x`", " x"],
    ["refuses plain text", "48h", undefined],
    ["refuses text around a span", "see `48h`", undefined],
    ["refuses two spans", "`a` or `b`", undefined],
    ["refuses a fence that does not close", "``a`", undefined],
    ["refuses nothing", "``", undefined],
  ])("%s", (_, cell, text) => {
    expect(codeSpan(cell)).toBe(text);
  });
});
