import { expect, test } from "vitest";
import type { SilenceSubject } from "../../../src/verify/check.ts";
import { silenceUnused } from "../../../src/verify/checks/silence-unused.ts";
import { silenceSubject } from "./silences.ts";

const place = {
  hint: "remove it",
  file: "dist/production/checkout/rollout.yaml",
  path: ["spec", "silences", 0],
  definition: ["silences", 0],
};

const cases: Record<string, readonly [subject: SilenceSubject, reports: readonly object[]]> = {
  "a silence that a finding needs": [silenceSubject({ used: true }), []],
  "a silence that no finding needs": [
    silenceSubject({ used: false }),
    [{ message: "The silence of rules-labels matches no finding", ...place }],
  ],
  "a silence on one file that no finding needs": [
    silenceSubject({ used: false, silence: { file: "rules.yaml" } }),
    [{ message: "The silence of rules-labels on rules.yaml matches no finding", ...place }],
  ],
  "its check was not run now": [silenceSubject({ used: false, ran: new Set() }), []],
  "it is over, which is told already": [silenceSubject({ used: false, silence: { until: "2026-11-19" } }), []],
};

test.each(Object.entries(cases))("%s", (_, [subject, reports]) => {
  expect([...silenceUnused.check(subject)]).toEqual(reports);
});
