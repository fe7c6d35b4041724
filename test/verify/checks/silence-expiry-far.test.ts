import { expect, test } from "vitest";
import { silenceExpiryFar } from "../../../src/verify/checks/silence-expiry-far.ts";
import { silenceSubject } from "./silences.ts";

test("a silence may last for a quarter, and may be over", () => {
  for (const until of ["2026-11-01", "2026-11-20", "2027-02-18"])
    expect([...silenceExpiryFar.check(silenceSubject({ silence: { until } }))], until).toEqual([]);
});

test("a silence for longer is told, with how long", () => {
  expect([...silenceExpiryFar.check(silenceSubject({ silence: { until: "2036-12-01" } }))]).toEqual([
    {
      message: "The silence of rules-labels lasts until 2036-12-01, 3663 days from now: renamed next week",
      hint: "let it end within 90 days, and look then whether the reason is still true",
      file: "dist/production/checkout/rollout.yaml",
      path: ["spec", "silences", 0, "until"],
      definition: ["silences", 0, "until"],
    },
  ]);
});
