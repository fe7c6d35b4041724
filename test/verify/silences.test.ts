import { describe, expect, test } from "vitest";
import type { Silence } from "../../src/model/silence.ts";
import { builtInChecks } from "../../src/verify/checks/index.ts";
import type { Finding } from "../../src/verify/finding.ts";
import { applySilences, type SilenceInput } from "../../src/verify/silences.ts";
import { checkoutFolder, now } from "./checkout.ts";

const silence: Silence = { check: "ledger-order", reason: "the clock was wrong", owner: "shop-team", until: "2026-12-01" };
const finding: Finding = {
  code: "ledger-order",
  severity: "error",
  message: "m",
  hint: "h",
  file: "environments/production/checkout.ledger.jsonl",
};
const notice: Finding = {
  ...finding,
  severity: "notice",
  message: "m (silenced until 2026-12-01 by shop-team: the clock was wrong)",
  silenced: { until: "2026-12-01", reason: "the clock was wrong", owner: "shop-team" },
};

function withSilences(...silences: readonly Silence[]) {
  return checkoutFolder("canary-5", { "rollout.yaml": (text) => text.replace("silences: []", `silences: ${JSON.stringify(silences)}`) });
}

function apply(findings: readonly Finding[], silences: readonly Silence[], parts: Partial<SilenceInput> = {}) {
  const { findings: told, subjects } = applySilences(findings, {
    folders: [withSilences(...silences)],
    base: undefined,
    checks: builtInChecks,
    whole: true,
    now,
    ...parts,
  });
  return { told, used: subjects.map(({ silence: one, used, index }) => [one.check, index, used]) };
}

describe("applySilences()", () => {
  test("makes a notice of what a silence names", () => {
    expect(apply([finding], [silence])).toEqual({ told: [notice], used: [["ledger-order", 0, true]] });
  });

  const others: Record<string, Partial<Finding>> = {
    "another check": { code: "ledger-form" },
    "another rollout's file": { file: "environments/production/basket.ledger.jsonl" },
    "a file of no rollout": { file: "dist/README.md" },
    "a file whose name begins alike": { file: "dist/production/checkout-two/rules.yaml" },
  };
  test.each(Object.entries(others))("leaves %s alone", (_, parts) => {
    const other = { ...finding, ...parts };
    expect(apply([other], [silence])).toEqual({ told: [other], used: [["ledger-order", 0, false]] });
  });

  test("knows the rollout by its definition, its folder and its records", () => {
    for (const file of ["rollouts/team/checkout.ts", "dist/production/checkout/rules.yaml", "environments/staging/checkout.yaml"]) {
      expect(apply([{ ...finding, file }], [silence]).told).toEqual([{ ...notice, file }]);
    }
  });

  test("is narrowed to a file of the folder", () => {
    const narrow = { ...silence, file: "manifests/rules.yaml" };
    const inside = { ...finding, file: "dist/production/checkout/manifests/rules.yaml" };
    expect(apply([inside, finding], [narrow]).told.map(({ severity }) => severity)).toEqual(["notice", "error"]);
  });

  test("does nothing once it is over", () => {
    expect(apply([finding], [{ ...silence, until: "2026-11-19" }])).toEqual({ told: [finding], used: [["ledger-order", 0, false]] });
  });

  test("does nothing to a check that may not be silenced", () => {
    const linked: Finding = { ...finding, code: "tree-regular", file: "dist/production/checkout/rules.yaml" };
    expect(apply([linked], [{ ...silence, check: "tree-regular" }]).told).toEqual([linked]);
  });

  test("tells each silence once, however many environments carry it", () => {
    const { used } = apply([finding], [silence], { folders: [withSilences(silence), withSilences(silence)] });
    expect(used).toEqual([["ledger-order", 0, true]]);
  });

  describe("with a base revision", () => {
    test("a silence holds that the base has, though the change removes it", () => {
      expect(apply([finding], [], { base: () => [silence] })).toEqual({ told: [notice], used: [] });
    });

    test("a silence that the change adds does not hold yet, and is not called unused", () => {
      expect(apply([finding], [silence], { base: () => [] })).toEqual({
        told: [{ ...finding, hint: "h; the silence that this change adds holds once it is merged" }],
        used: [["ledger-order", 0, true]],
      });
    });

    test("the base's last day holds, not the one that the change sets", () => {
      const over = { ...silence, until: "2026-11-01" };
      expect(apply([finding], [silence], { base: () => [over] }).told.map(({ severity }) => severity)).toEqual(["error"]);
    });
  });

  test("calls unused only silences of checks that were run", () => {
    const ran = (whole: boolean) => {
      const { subjects } = applySilences([], { folders: [withSilences(silence)], base: undefined, checks: builtInChecks, whole, now });
      return [...(subjects[0]?.ran ?? [])];
    };
    expect(ran(true)).toContain("ledger-order");
    expect(ran(true).filter((code) => code.startsWith("transition-"))).toEqual([]);
    const needed = new Set(builtInChecks.filter(({ scope }) => scope === "definition" || scope === "project").map(({ code }) => code));
    expect(ran(false).filter((code) => needed.has(code))).toEqual([]);
  });
});
