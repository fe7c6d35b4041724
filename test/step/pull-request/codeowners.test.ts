import fc from "fast-check";
import { expect, test } from "vitest";
import { codeowners } from "../../../src/step/pull-request/codeowners.ts";

const ownersOf = (text: string, path: string) => codeowners(text, [path]).get(path);

/** A pattern, paths that it matches and paths that it does not, by GitHub's own page on the syntax. */
const patterns: readonly (readonly [pattern: string, yes: readonly string[], no: readonly string[]])[] = [
  ["*", ["a", "a/b/c.ts"], []],
  ["/*", ["a.ts"], ["a/b.ts"]],
  ["*.js", ["a.js", "lib/b/a.js"], ["a.jsx"]],
  ["/build/logs/", ["build/logs/a", "build/logs/b/c"], ["x/build/logs/a", "build/logs"]],
  ["docs/*", ["docs/getting-started.md"], ["docs/build-app/troubleshooting.md", "x/docs/a.md"]],
  ["apps/", ["apps/a", "x/apps/b/c"], ["apps", "apps-old/a"]],
  ["/docs/", ["docs/a", "docs/b/c"], ["x/docs/a"]],
  ["/scripts/", ["scripts/a"], ["scripts2/a"]],
  ["**/logs", ["build/logs", "scripts/logs/a", "logs/x/y", "deeply/nested/logs/a"], ["logs2/a"]],
  ["/apps/github", ["apps/github", "apps/github/a"], ["apps/github2"]],
  ["dist/**", ["dist/a", "dist/a/b"], ["dist", "x/dist/a"]],
  ["dist/**/rules.yaml", ["dist/rules.yaml", "dist/a/b/rules.yaml"], ["dist/a/rules.yml"]],
  ["environments/*/checkout.yaml", ["environments/production/checkout.yaml"], ["environments/a/b/checkout.yaml"]],
  ["checkout.?aml", ["a/checkout.yaml"], ["checkout.aml"]],
  ["a\\ b.txt", ["a b.txt"], ["a"]],
  ["README", ["README", "x/README"], ["readme"]],
];

test.each(patterns)("%s", (pattern, yes, no) => {
  const text = `${pattern} @octo\n`;
  for (const path of yes) expect([path, ownersOf(text, path)]).toEqual([path, ["@octo"]]);
  for (const path of no) expect([path, ownersOf(text, path)]).toEqual([path, []]);
});

const files: Readonly<Record<string, readonly [text: string, owners: readonly string[]]>> = {
  "the last line that matches counts": ["* @a\n/dist/ @b @acme/c\n", ["@b", "@acme/c"]],
  "a line without owners clears": ["* @a\n/dist/\n", []],
  "comments and blank lines are none": ["# * @x\n\n* @a # @b\n", ["@a"]],
  CRLF: ["* @a\r\n/dist/ @b\r\n", ["@b"]],
  "tabs and many blanks": ["*\t \t@a", ["@a"]],
  "an e-mail address is an owner, too": ["* owner@example.com", ["owner@example.com"]],
  "a line with what is no owner is left out": ["* @a\n/dist/ octo\n", ["@a"]],
  "negation and ranges are not known": ["* @a\n!dist @b\nd[ai]st/ @c\n", ["@a"]],
  "a path that leaves is none": ["* @a\n../dist @b\n", ["@a"]],
};

test.each(Object.entries(files))("%s", (_, [text, owners]) => {
  expect(ownersOf(text, "dist/production/rules.yaml")).toEqual(owners);
});

test("a file that GitHub does not load counts for nothing", () => {
  expect(ownersOf(`${"# x\n".repeat(800_000)}* @a\n`, "a")).toEqual([]);
});

test("no pattern takes long", () => {
  const text = `${"*a".repeat(2000)}b @x\n/${"**/a/".repeat(500)}b @y\n`;
  const path = `${"a".repeat(4000)}/${"a/".repeat(1000)}c`;
  expect(ownersOf(text, path)).toEqual([]);
});

test("any text is read", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom("*", "?", "/", "a", "\\", " ", "#", "!", "[", "@", "\n", ".") }), (text) => {
      expect(Array.isArray(ownersOf(text, "a/a.a"))).toBe(true);
    }),
    { numRuns: 300 },
  );
});
