import { expect, test } from "vitest";
import { schemaRollout } from "../../../src/verify/checks/schema-rollout.ts";
import { hostileFolders, reportsOf, routedFolder, type Edit } from "../routed.ts";

const resource = "rollout.yaml";

interface Case {
  readonly edits: Readonly<Record<string, Edit>>;
  readonly reports: readonly object[];
}

const cases: Record<string, Case> = {
  "what was compiled": {
    edits: {},
    reports: [],
  },
  "an unknown field": {
    edits: { [resource]: ["  weightTotal: 100", "  weightTotal: 100\n  weighttotal: 100"] },
    reports: [
      {
        message: "The rollout has the unknown field spec.weighttotal",
        hint: 'did you mean "weightTotal"?; `rampart compile` writes the file',
        file: "dist/production/checkout/rollout.yaml",
        path: ["spec", "weighttotal"],
      },
    ],
  },
  "a weight that is a text": {
    edits: { [resource]: ["status:\n  stage: canary-5\n  index: 1\n  weight: 5", 'status:\n  stage: canary-5\n  index: 1\n  weight: "5"'] },
    reports: [
      {
        message: 'The rollout has "5" at status.weight, expected a whole number',
        hint: "correct the value; `rampart compile` writes the file",
        file: "dist/production/checkout/rollout.yaml",
        path: ["status", "weight"],
      },
    ],
  },
  "a missing field": {
    edits: { [resource]: ["  team: shop-team\n", ""] },
    reports: [
      {
        message: "The rollout lacks spec.team",
        hint: "add the field; `rampart compile` writes the file",
        file: "dist/production/checkout/rollout.yaml",
        path: ["spec"],
      },
    ],
  },
  "a name that is none": {
    edits: { [resource]: ["  service: shop\n", "  service: Shop\n"] },
    reports: [
      {
        message: 'The rollout has "Shop" at spec.service, expected a text that matches ^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$',
        hint: "correct the value; `rampart compile` writes the file",
        file: "dist/production/checkout/rollout.yaml",
        path: ["spec", "service"],
      },
    ],
  },
  "an empty file": {
    edits: { [resource]: "# nothing\n" },
    reports: [
      {
        message: "The rollout has nothing at the top, expected an object",
        hint: "correct the value; `rampart compile` writes the file",
        file: "dist/production/checkout/rollout.yaml",
        path: [],
      },
    ],
  },
};

test.each(Object.entries(cases))("%s", (_, { edits, reports }) => {
  expect(reportsOf(schemaRollout, routedFolder(edits))).toEqual(reports);
});

test("comes through whatever a stranger commits", () => {
  expect(() => reportsOf(schemaRollout, ...hostileFolders())).not.toThrow();
});
