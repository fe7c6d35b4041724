import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { Report } from "../../../src/verify/check.ts";
import { policyChecks } from "../../../src/verify/policy-checks.ts";
import { checkoutFolder } from "../checkout.ts";

const rollout = "rollout.yaml";

/** The texts of policies of the pack, with the numbers they ask for. */
function packed(...policies: readonly string[]): ReadonlyMap<string, string> {
  const files = [...policies, "limits"].map((name) => `policies/${name}.yaml`);
  return new Map(files.map((file) => [file, readFileSync(new URL(`../../../${file}`, import.meta.url), "utf8")]));
}

/** What policies say of the folder of `checkout`, whose ladder goes from nothing to 5, 50 and 100 %, standing at a stage. */
function told(stage: string, policies: ReadonlyMap<string, string>): readonly Report[] {
  const folder = checkoutFolder(stage, {
    [rollout]: (text) =>
      text.replaceAll("canary: absent", "canary: present").replace("labels: {}", "labels:\n      rampart.dev/environment: production"),
  });
  return policyChecks(policies).flatMap((check) => (check.scope === "folder" ? [...check.check(folder)] : []));
}

const tooMuch = (from: string, to: string, weights: string, index: number): object => ({
  message: `policy "weight-step-limited" forbids the step from ${from} to ${to}, once it is due: the weight grows from ${weights}; beyond 10 percent at most 2.5 times are allowed`,
  hint: "correct it in the definition; what is asked for stands in policies/weight-step-limited.yaml",
  severity: "warning",
  file: "dist/production/checkout/rollout.yaml",
  document: 0,
  path: ["spec", "stages", index],
  definition: ["ladders", "production", "stages", index],
});

const cases: Readonly<Record<string, readonly [stage: string, reports: readonly object[]]>> = {
  "every step that is left is foreseen": ["before", [tooMuch("canary-5", "canary-50", "5 to 50", 2)]],
  "a step that was taken is not": ["canary-50", []],
};

test.each(Object.entries(cases))("%s", (_, [stage, reports]) => {
  expect(told(stage, packed("weight-step-limited"))).toEqual(reports);
});

test("what is wrong of the rollout itself is told once, and not of each step again", () => {
  const messages = told("before", packed("first-weight-small", "enough-approvals")).map(({ message }) => message);
  expect(messages.length).toBeGreaterThan(0);
  expect(messages.filter((message) => message.includes("once it is due"))).toEqual([]);
});
