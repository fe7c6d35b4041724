import fc from "fast-check";
import { expect, test } from "vitest";
import { ledgerMarkdown } from "../../src/cli/ledger-text.ts";
import { statusMarkdown } from "../../src/cli/status-text.ts";
import type { LedgerEntry } from "../../src/model/ledger-entry.ts";
import type { Status } from "../../src/step/status-of.ts";
import { activeText, hostile, outline, parse, texts } from "../step/pull-request/hostile.ts";

/** Both reports, with this in the place of every text of people. */
function reports(text: string): readonly string[] {
  const entry: LedgerEntry = {
    environment: "production",
    from: "before",
    to: "canary-5",
    image: { tag: text, digest: `sha256:${"2".repeat(64)}` },
    revision: text,
    at: "2026-03-02T09:00:00Z",
    operator: text,
    evidence: [],
    reason: text,
  };
  const status: Status = {
    environment: "production",
    rollout: "checkout",
    stage: "canary-5",
    position: [2, 7],
    candidatePercent: "5",
    since: entry.at,
    decision: { kind: "needs-person", sentence: text },
    due: undefined,
    health: "none",
    pull: { number: 1, url: "https://github.com/acme/rollouts/pull/1", draft: true },
  };
  return [ledgerMarkdown([{ rollout: "checkout", entry }]), statusMarkdown([status], Date.parse(entry.at) / 1000)];
}

test("reports in Markdown are tables of one row, whatever people wrote", () => {
  const harmless = reports("harmless").map((text) => outline(parse(text)));
  fc.assert(
    fc.property(hostile, (text) => {
      const trees = reports(text).map(parse);
      expect(trees.map(outline)).toEqual(harmless);
      for (const tree of trees) for (const shown of texts(tree)) expect(shown).not.toMatch(activeText);
    }),
    { numRuns: 40 },
  );
});
