import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findRegion, isUntouched } from "../../../src/model/body-region.ts";
import { readEvidence } from "../../../src/model/evidence-text.ts";
import type { Override } from "../../../src/model/override.ts";
import type { Finding } from "../../../src/verify/finding.ts";
import { aStep, commit, type StepGiven } from "./a-step.ts";
import { activeMessage, activeText, hostile, outline, parse, texts } from "./hostile.ts";

const finding = (text: string): Finding => ({ code: "policy-own", severity: "warning", message: text, hint: text, file: text });
const override = (text: string): Override => ({
  kind: "gate",
  gate: "quiet",
  stage: "canary-5",
  reason: text,
  owner: text,
  incident: "https://tracker.example.com/INC-1",
  expires: "2026-12-01T00:00:00Z",
});

const kinds: readonly StepGiven[] = [
  { kind: "advance" },
  { kind: "finish", to: "done" },
  { kind: "roll-back", to: "before" },
  { kind: "restart", to: "before" },
];

/** The body of a step in which every text of people is this one. */
function bodyOf(given: StepGiven, text: string): string {
  const isUp = given.kind === "advance" || given.kind === "finish";
  return aStep({
    ...given,
    words: () => text,
    ...(isUp ? { overrides: [override(text)], remaining: [text] } : {}),
    input: { findings: [finding(text)] },
  }).request.body(commit);
}

describe.each(kinds)("a body of kind $kind", (given) => {
  const harmless = outline(parse(bodyOf(given, "harmless")));

  test("keeps the structure of its template, mentions nobody and refers to nothing, whatever people wrote", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const body = bodyOf(given, text);
        const tree = parse(body);
        expect(outline(tree)).toEqual(harmless);
        for (const shown of texts(tree)) {
          expect(shown).not.toMatch(activeText);
        }
        expect(body).not.toMatch(activeMessage);
        const region = findRegion(body);
        expect(region?.text).toBe(body);
        expect(region !== undefined && isUntouched(region)).toBe(true);
        expect([...body.matchAll(/<!-- rampart:(\w+)[^\n]*-->/g)].map(([, name]) => name)).toEqual(["begin", "evidence", "sum", "end"]);
        const read = readEvidence(body);
        expect(read.kind === "found" && read.block.commit).toBe(commit);
      }),
      { numRuns: 25 },
    );
  });
});

/** Lines of a file that nothing can be left out of. */
const long = (word: string) => Array.from({ length: 900 }, (_, index) => `${word} ${index}`).join("\n");

describe("a body that would be too long", () => {
  const files = Object.fromEntries(
    Array.from({ length: 40 }, (_, index) => [
      `dist/production/checkout/file-${String(index).padStart(2, "0")}.yaml`,
      ["old\n".repeat(1) + "a".repeat(3000), `new ${"b".repeat(3000)}`] as const,
    ]),
  );

  test("tells the files by their names alone", () => {
    const body = aStep({ files }).request.body(commit);
    expect(body.length).toBeLessThanOrEqual(60_000);
    expect(body).toContain("Their diffs are too long for this place.");
    expect(body).toContain("<code>dist/production/checkout/file-39.yaml</code> +1 −2");
    expect(body).not.toContain("```diff");
    expect(body).toContain("### Ladder");
    expect(body).toContain("[compare](https://github.com/acme/rollouts/compare/main...rampart/production/checkout/canary-10)");
  });

  test("leaves the diff of one long file to the forge", () => {
    const body = aStep({ files: { "dist/a.yaml": [long("old"), long("new")], "dist/b.yaml": ["a\n", "b\n"] } }).request.body(commit);
    expect(body).toContain("<code>dist/a.yaml</code> +900 −900");
    expect([...body.matchAll(/```diff/g)]).toHaveLength(1);
  });

  test("loses its parts in a told order, never the gates and the evidence", () => {
    const parts = ["```diff", "```text", "### What stage", "```mermaid"];
    const given = { files: { "dist/a.yaml": ["a\n", "b\n"] as const } };
    const room = 60_000 - aStep({ ...given, remaining: ["r"] }).request.body(commit).length;
    const seen = Array.from({ length: 27 }, (_, index) => {
      const body = aStep({ ...given, remaining: ["r".repeat(room - 60 + index * 45)] }).request.body(commit);
      expect(body.length).toBeLessThanOrEqual(60_000);
      expect(body).toContain("### What the gates say");
      expect(readEvidence(body).kind).toBe("found");
      return parts.filter((part) => !body.includes(part)).length;
    });
    expect(seen).toEqual(seen.toSorted((left, right) => left - right));
    expect(new Set(seen)).toEqual(new Set([0, 1, 2, 3, 4]));
  });

  test("is refused where what must stay is too long by itself", () => {
    const { request } = aStep({ remaining: ["r".repeat(60_000)] });
    expect(() => request.body(commit)).toThrow(
      /^Cannot tell this step in a pull request: its body would have \d+ characters, 60000 are the most$/,
    );
  });
});
