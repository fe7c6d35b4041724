import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Override } from "../../../src/model/override.ts";
import { parseOverrides } from "../../../src/project/read-overrides.ts";
import { withOverride } from "../../../src/step/resume/with-override.ts";

const file = "environments/production/checkout.overrides.yaml";
const hold: Override = {
  kind: "hold",
  after: "2026-03-03T10:00:00Z",
  reason: "It is: fixed",
  owner: "Ada",
  expires: "2026-03-10T10:00:00Z",
};
const item = `- kind: hold
    after: "2026-03-03T10:00:00Z"
    reason: "It is: fixed"
    owner: Ada
    expires: "2026-03-10T10:00:00Z"
`;
const freeze = `- kind: freeze # agreed at standup
    reason: 'The hotfix has to go out'
    owner: Grace
    expires: 2026-03-04T18:00:00Z
`;

const texts: Readonly<Record<string, readonly [before: string | undefined, after: string]>> = {
  "there is no file": [undefined, `overrides:\n  ${item}`],
  "the list is empty": ["overrides: []\n", `overrides:\n  ${item}`],
  "what stands there stays to the letter, comments too": [
    `# Ask Grace.\noverrides:\n  ${freeze}`,
    `# Ask Grace.\noverrides:\n  ${freeze}  ${item}`,
  ],
  "a list that is not indented": [
    `overrides:\n${freeze.replaceAll("\n    ", "\n  ")}`,
    `overrides:\n${freeze.replaceAll("\n    ", "\n  ")}${item.replaceAll("\n    ", "\n  ")}`,
  ],
  "the last line has no end": [`overrides:\n  ${freeze.trimEnd()}`, `overrides:\n  ${freeze}  ${item}`],
  "empty lines at the end": [`overrides:\n  ${freeze}\n\n`, `overrides:\n  ${freeze}  ${item}`],
};

describe("one more override", () => {
  test.each(Object.entries(texts))("%s", (_, [before, after]) => {
    expect(withOverride(file, before, hold)).toBe(after);
  });

  test("a list in brackets is written line by line, with all that it held", () => {
    const text = "overrides: [{ kind: freeze, reason: A, owner: B, expires: 2026-03-04T18:00:00Z }]\n";
    const read = parseOverrides(file, withOverride(file, text, hold));
    expect("value" in read ? read.value : read.problems).toEqual([
      { kind: "freeze", reason: "A", owner: "B", expires: "2026-03-04T18:00:00Z" },
      hold,
    ]);
  });

  test("whatever people say is read back as they said it", () => {
    const words = fc
      .string({ minLength: 1, maxLength: 60, unit: fc.constantFrom("a", ":", "#", "-", "'", '"', " ", "{", "\\", "é", "&", "*", "|", "0") })
      .filter((text) => text.trim() === text);
    fc.assert(
      fc.property(words, words, (reason, owner) => {
        const override = { ...hold, reason, owner };
        const once = withOverride(file, `overrides:\n  ${freeze}`, override);
        const read = parseOverrides(file, withOverride(file, once, override));
        expect("value" in read ? read.value.slice(1) : read.problems).toEqual([override, override]);
      }),
    );
  });
});
