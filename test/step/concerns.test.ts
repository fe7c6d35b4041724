import { describe, expect, test } from "vitest";
import { concerns } from "../../src/step/checkout.ts";

describe("whether a change of a file on the base branch concerns the steps of a rollout", () => {
  const table: Readonly<Record<string, boolean>> = {
    "rollouts/checkout.ts": true,
    "rollouts/search.ts": true,
    "rollouts/shared/limits.ts": true,
    "policies/approvals.yaml": true,
    "templates/runbook.hbs": true,
    "schemas/service.json": true,
    "rampart.config.ts": true,
    "package.json": true,
    "package-lock.json": true,
    "environments/production.ts": true,
    "environments/stop.yaml": true,
    "environments/production/checkout.yaml": true,
    "environments/production/checkout.ledger.jsonl": true,
    "environments/staging/checkout.ledger.jsonl": true,
    "environments/production/checkout.overrides.yaml": true,
    "environments/production/search.yaml": false,
    "environments/production/checkout-v2.yaml": false,
    "dist/production/checkout/values.yaml": true,
    "dist/staging/checkout/values.yaml": true,
    "dist/production/search/values.yaml": false,
    "README.md": false,
    "docs/rollouts/checkout.ts": false,
    "src/rollouts/checkout.ts": false,
    "rampart.config.ts.bak": false,
  };

  test.each(Object.entries(table))("%s: %s", (path, answer) => {
    expect(concerns(path, "", "checkout")).toBe(answer);
    expect(concerns(`deploy/${path}`, "deploy/", "checkout")).toBe(answer);
  });

  test("outside of the project nothing does", () => {
    expect(concerns("rollouts/checkout.ts", "deploy/", "checkout")).toBe(false);
    expect(concerns("deploy-old/rollouts/checkout.ts", "deploy/", "checkout")).toBe(false);
  });
});
