import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { asRegion, findRegion } from "../../../src/model/body-region.ts";
import { mergeBody } from "../../../src/step/pull-request/merge-body.ts";

const fresh = asRegion("new");
const old = asRegion("old");

const cases: Readonly<Record<string, readonly [current: string, merged: string]>> = {
  "an empty body": ["", fresh],
  "a body of blanks": [" \r\n", fresh],
  "a body of people alone": ["Hello.\n", `Hello.\n\n${fresh}`],
  "what stands around it": [`Before\n${old}\nAfter`, `Before\n${fresh}\nAfter`],
  "line ends of a browser": [`Before\r\n${old.replaceAll("\n", "\r\n")}\r\nAfter`, `Before\r\n${fresh}\r\nAfter`],
  "a lost end": ["<!-- rampart:begin -->\nold", `<!-- rampart:begin -->\nold\n\n${fresh}`],
  "a lost begin": ["old\n<!-- rampart:end -->", `old\n<!-- rampart:end -->\n\n${fresh}`],
  "markers the wrong way round": [
    "<!-- rampart:end -->\nmine\n<!-- rampart:begin -->",
    `<!-- rampart:end -->\nmine\n<!-- rampart:begin -->\n\n${fresh}`,
  ],
  "a copy of ours above it": [`${old}\n\n${old}`, `${old}\n\n${fresh}`],
  "markers that somebody quotes": [
    "> <!-- rampart:begin -->\n> <!-- rampart:end -->",
    `> <!-- rampart:begin -->\n> <!-- rampart:end -->\n\n${fresh}`,
  ],
};

test.each(Object.entries(cases))("%s", (_, [current, merged]) => {
  expect(mergeBody(current, fresh)).toBe(merged);
  expect(mergeBody(merged, fresh)).toBe(merged);
});

test("a body that only came back with other line ends is left alone", () => {
  const current = `Hello\r\n${fresh.replaceAll("\n", "\r\n")}\r\n`;
  expect(mergeBody(current, fresh)).toBe(current);
});

describe("whatever people do to a body", () => {
  const line = fc.constantFrom(
    "<!-- rampart:begin -->",
    "<!-- rampart:end -->",
    "text",
    "",
    " <!-- rampart:begin -->",
    "- [x] done",
    "old",
  );
  const bodies = fc.array(line, { maxLength: 12 }).map((lines) => lines.join("\n"));

  test("ours stands in it once renewed, and a second time changes nothing", () => {
    fc.assert(
      fc.property(bodies, (current) => {
        const merged = mergeBody(current, fresh);
        expect(findRegion(merged)?.text).toBe(fresh);
        expect(mergeBody(merged, fresh)).toBe(merged);
      }),
    );
  });

  test("nothing outside of ours is lost", () => {
    fc.assert(
      fc.property(bodies, (current) => {
        const region = findRegion(current);
        const theirs = region === undefined ? [current.trimEnd()] : [current.slice(0, region.start), current.slice(region.end)];
        const merged = mergeBody(current, fresh);
        for (const text of theirs) expect(merged).toContain(text);
      }),
    );
  });
});
