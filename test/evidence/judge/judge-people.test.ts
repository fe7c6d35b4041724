import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import type { Confirmation } from "../../../src/model/confirmation.ts";
import { judgePeople } from "../../../src/evidence/judge/judge-people.ts";
import { readConfirmations } from "../../../src/evidence/judge/read-confirmations.ts";
import { confirmationsFile } from "../../../src/project/read-records.ts";
import { shop } from "../shop.ts";

const context = shop();
const since = Date.parse("2026-11-20T09:00:00Z") / 1000;
const now = since + 3600;
const said = (gate: string, more: Partial<Confirmation> = {}): Confirmation => ({
  gate,
  stage: "canary",
  by: "shop-team",
  at: "2026-11-20T09:30:00Z",
  ...more,
});

function judged(name: "people" | "yes", confirmations: readonly Confirmation[], started: number | undefined = since) {
  const gate = context.rollout.gates[name];
  if (gate?.kind !== "checklist" && gate?.kind !== "approval") throw new Error("expected a gate of people");
  return judgePeople({ context, name, gate, confirmations, since: started, now });
}

describe("people", () => {
  const waits: Readonly<Record<string, readonly ["people" | "yes", readonly Confirmation[], string]>> = {
    "are waited for, item by item": ["people", [], 'Waits for "Ask around".'],
    "are waited for when they spoke of another stage": ["people", [said("people", { stage: "before" })], 'Waits for "Ask around".'],
    "are waited for when they spoke before this stay": [
      "people",
      [said("people", { at: "2026-11-20T08:59:59Z" })],
      'Waits for "Ask around".',
    ],
    "are waited for when they spoke in the future": ["people", [said("people", { at: "2026-11-21T09:00:00Z" })], 'Waits for "Ask around".'],
    "are waited for when they spoke of another gate": ["people", [said("yes")], 'Waits for "Ask around".'],
    "are waited for until enough said yes": ["yes", [said("yes")], "Waits for 1 approval of Other team."],
    "count once, however often they say yes": ["yes", [said("yes"), said("yes")], "Waits for 1 approval of Other team."],
    "count only when they may say yes": ["yes", [said("yes", { by: "stranger" })], "Waits for 2 approvals of Shop team or Other team."],
  };
  test.each(Object.entries(waits))("%s", (_, [name, confirmations, sentence]) => {
    expect(judged(name, confirmations)).toMatchObject({ answer: "unknown", rollback: false, reason: "waits-for-people", sentence });
  });

  const passes: Readonly<Record<string, readonly ["people" | "yes", readonly Confirmation[]]>> = {
    "have confirmed an item by its text": ["people", [said("people", { item: "Ask around." })]],
    "have confirmed the whole of a checklist": ["people", [said("people")]],
    "have said yes, all that must": ["yes", [said("yes"), said("yes", { by: "other-team" })]],
  };
  test.each(Object.entries(passes))("%s", (_, [name, confirmations]) => {
    expect(judged(name, confirmations)).toMatchObject({ answer: "pass" });
  });

  test("do not count where nobody knows when the stay began", () => {
    const gate = context.rollout.gates["people"];
    if (gate?.kind !== "checklist") throw new Error("expected a checklist");
    const verdict = judgePeople({ context, name: "people", gate, confirmations: [said("people")], since: undefined, now });
    expect(verdict.answer).toBe("unknown");
  });
});

describe("a file of confirmations", () => {
  const root = mkdtempSync(join(tmpdir(), "rampart-confirmations-"));
  afterAll(() => rmSync(root, { recursive: true, force: true }));
  const file = join(root, confirmationsFile("production", "shop"));
  mkdirSync(join(root, "environments/production"), { recursive: true });

  test("need not be there", () => {
    expect(readConfirmations(root, "production", "other")).toEqual([]);
  });
  test("has one confirmation a line", () => {
    writeFileSync(file, `${JSON.stringify(said("people"))}\n${JSON.stringify(said("yes"))}\n`);
    expect(readConfirmations(root, "production", "shop")).toEqual([said("people"), said("yes")]);
  });
  test.each(['{"gate":"people"}', "not JSON", "[]"])("with %s is refused, and the line named", (line) => {
    writeFileSync(file, `${JSON.stringify(said("people"))}\n${line}\n`);
    expect(() => readConfirmations(root, "production", "shop")).toThrow(/shop\.confirmations\.jsonl:2/);
  });
});
