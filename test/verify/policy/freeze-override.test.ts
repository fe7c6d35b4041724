import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { Override } from "../../../src/model/override.ts";
import { policyChecks } from "../../../src/verify/policy-checks.ts";
import type { Report } from "../../../src/verify/check.ts";
import { side, transition } from "../checkout.ts";

const file = "policies/freeze-respected.yaml";
const checks = policyChecks(new Map([[file, readFileSync(new URL(`../../../${file}`, import.meta.url), "utf8")]]));
const said = { reason: "The hotfix has to go out", owner: "Head of shop" };
const freeze = { name: "launch", from: "2026-11-19", to: "2026-11-21", reason: "Launch", owner: "Head of shop" };
const override: Override = { kind: "freeze", expires: "2026-11-20T18:00:00Z", ...said };

/** What the policy says of a step in a freeze, when people have decided this on the base revision. */
function told(to: string, overrides: readonly Override[]): readonly Report[] {
  const frozen = (stage: string) =>
    side(stage, [], (resource) => {
      const environment = { ...resource.spec.environment, labels: { "rampart.dev/environment": "production" }, freezes: [freeze] };
      return { ...resource, spec: { ...resource.spec, environment } };
    });
  const change = transition(frozen("canary-5"), frozen(to), undefined, { overrides });
  return checks.flatMap((check) => (check.scope === "transition" ? [...check.check(change)] : []));
}

const forbidden = 'policy "freeze-respected" forbids the step: freeze launch lasts from 2026-11-19 to 2026-11-21: Launch';

const cases: Readonly<Record<string, readonly [to: string, overrides: readonly Override[], messages: readonly string[]]>> = {
  "nobody decided anything": ["canary-50", [], [forbidden]],
  "people decided to go on": ["canary-50", [override], []],
  "that decision is over": ["canary-50", [{ ...override, expires: "2026-11-20T12:00:00Z" }], [forbidden]],
  "people decided of a gate": ["canary-50", [{ ...override, kind: "gate", gate: "quiet", stage: "canary-5" }], [forbidden]],
  "down is open": ["before", [], []],
};

test.each(Object.entries(cases))("%s", (_, [to, overrides, messages]) => {
  expect(told(to, overrides).map(({ message }) => message)).toEqual(messages);
});
