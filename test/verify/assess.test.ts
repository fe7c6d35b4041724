import { describe, expect, test } from "vitest";
import { assess } from "../../src/verify/assess.ts";
import type { Check, FolderCheck, Report } from "../../src/verify/check.ts";
import { silenceUnused } from "../../src/verify/checks/silence-unused.ts";
import { checkoutFolder, now } from "./checkout.ts";

const file = "dist/production/checkout/rules.yaml";
const says = (code: string, reports: readonly Report[], parts: Partial<FolderCheck> = {}): FolderCheck => ({
  code,
  severity: "error",
  description: "looks for something",
  scope: "folder",
  check: () => reports,
  ...parts,
});

function told(checks: readonly Check[], silence?: string) {
  const silences = silence === undefined ? [] : [{ check: silence, reason: "known", owner: "shop-team", until: "2026-12-01" }];
  const folder = checkoutFolder("canary-5", {
    "rollout.yaml": (text) => text.replace("silences: []", `silences: ${JSON.stringify(silences)}`),
  });
  const places = { text: () => undefined, locate: () => undefined };
  return assess({ checks, subject: { folders: [folder] }, baseSilences: undefined, places, now }).map(
    (one) => `${one.code} ${one.severity} ${one.file}`,
  );
}

describe("assess()", () => {
  const worse = says("worse-check", [
    { message: "m", file },
    { message: "m", file: "other" },
  ]);
  const better = says("better-check", [{ message: "m", file }], { supersedes: ["worse-check"] });

  test("leaves out what another check sees better, file by file", () => {
    expect(told([worse, better])).toEqual([`better-check error ${file}`, "worse-check error other"]);
  });

  test("a silenced finding takes no other's place", () => {
    expect(told([worse, better], "better-check")).toEqual([
      `better-check notice ${file}`,
      `worse-check error ${file}`,
      "worse-check error other",
    ]);
  });

  test("a lighter finding takes no graver one's place", () => {
    const warns = says("better-check", [{ message: "m", file, severity: "warning" }], { supersedes: ["worse-check"] });
    expect(told([worse, warns])).toEqual([`better-check warning ${file}`, `worse-check error ${file}`, "worse-check error other"]);
    const light = says("worse-check", [{ message: "m", file, severity: "notice" }]);
    expect(told([light, warns])).toEqual([`better-check warning ${file}`]);
  });

  test("silences are judged after all else", () => {
    expect(told([better, silenceUnused], "better-check")).toEqual([`better-check notice ${file}`]);
    expect(told([says("better-check", []), silenceUnused], "better-check")).toEqual([
      "silence-unused warning dist/production/checkout/rollout.yaml",
    ]);
  });
});
