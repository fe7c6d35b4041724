import { describe, expect, test } from "vitest";
import type { EvidenceBlock } from "../../../src/model/evidence-block.ts";
import { evidenceJson } from "../../../src/model/evidence-text.ts";
import { withoutActiveWords } from "../../../src/step/pull-request/without-active-words.ts";
import { aStep, commit } from "./a-step.ts";
import { activeMessage } from "./hostile.ts";

const active = [
  "[skip ci]",
  "see [CI skip] there",
  "[no ci]",
  "[skip actions]",
  "***NO_CI***",
  "skip-checks: true",
  "fixes #12",
  "Closes: acme/shop#3",
  "resolved GH-4",
  "fix https://github.com/acme/shop/issues/1",
  "@octo",
  "+@acme/team",
  "`@octo`",
];

describe("what a commit's message would act on", () => {
  test.each(active)("%s is taken apart, and shown as it was", (text) => {
    const inert = withoutActiveWords(text);
    expect(inert).not.toBe(text);
    expect(inert.replaceAll("\u200b", "")).toBe(text);
    expect(inert).not.toMatch(activeMessage);
  });

  test.each([
    "[link](https://x.example/@octo)",
    "a@b.example",
    "@@ -1,1 +1,1 @@",
    "prefixes #12",
    "[ ] skip it",
    "rate(a[5m] @ end())",
    "fixes a bug",
  ])("%s stays", (text) => {
    expect(withoutActiveWords(text)).toBe(text);
  });

  test("a diff in a body holds nothing of it, and the evidence is the same data", () => {
    const words = () => "[skip ci] fixes #12 and ***NO_CI*** for @octo, closes GH-1, fix https://github.com/a/b/issues/1";
    const { request } = aStep({ words });
    const body = request.body(commit);
    expect(body).toContain("```diff");
    expect(body).not.toMatch(activeMessage);
  });
});

test("evidence is the same data, however it is written", () => {
  const sentence = "[skip ci] [x] fixes #12, ***NO_CI*** ** GH-1 @octo https://x.example <!-- -->";
  const block: EvidenceBlock = {
    version: 1,
    environment: "production",
    rollout: "checkout",
    from: "canary-5",
    to: "canary-10",
    judgedAt: "2026-11-20T09:00:00Z",
    expires: "2026-11-21T09:00:00Z",
    stay: { sentence },
    verdicts: [],
    commit,
    digest: `sha256:${"a".repeat(64)}`,
  };
  const written = evidenceJson(block);
  expect(JSON.parse(written)).toEqual(block);
  expect(written).not.toMatch(activeMessage);
});
