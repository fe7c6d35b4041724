import { expect, test } from "vitest";
import { silenceExpired } from "../../../src/verify/checks/silence-expired.ts";
import { silenceSubject } from "./silences.ts";

test("a silence holds on its last day", () => {
  expect([...silenceExpired.check(silenceSubject({ silence: { until: "2026-11-20" } }))]).toEqual([]);
});

test("a silence that is over is told, whether it is needed or not", () => {
  for (const used of [true, false]) {
    expect([...silenceExpired.check(silenceSubject({ silence: { until: "2026-11-19" }, used }))]).toEqual([
      {
        message: "The silence of rules-labels ended on 2026-11-19: renamed next week",
        hint: "correct what it silences and remove it, or have shop-team set a later day",
        file: "dist/production/checkout/rollout.yaml",
        path: ["spec", "silences", 0, "until"],
        definition: ["silences", 0, "until"],
      },
    ]);
  }
});
