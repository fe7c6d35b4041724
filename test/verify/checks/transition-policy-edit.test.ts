import { expect, test } from "vitest";
import type { RolloutResource } from "../../../src/model/rollout-resource.ts";
import { transitionPolicyEdit } from "../../../src/verify/checks/transition-policy-edit.ts";
import type { Transition } from "../../../src/verify/transition/transition.ts";
import { side, transition } from "../checkout.ts";

const hint = 'it is judged by what "main" has; have the edit reviewed by who answers for the rules';
const silence = { check: "rules-labels", reason: "renamed next week", owner: "shop-team", until: "2026-12-01" };
const silenced = transition(
  side("canary-5", []),
  side("canary-5", [], (resource) => ({ ...resource, spec: { ...resource.spec, silences: [silence] } })),
);

const environmentHint = 'it is judged as "main" has it; have the edit reviewed by who answers for the rules';

/** A change that gives the environment other settings. */
function inEnvironment(changes: Partial<RolloutResource["spec"]["environment"]>): Transition {
  const fresh = side("canary-5", [], (resource) => ({
    ...resource,
    spec: { ...resource.spec, environment: { ...resource.spec.environment, ...changes } },
  }));
  return transition(side("canary-5", []), fresh);
}

const cases: Record<string, readonly [changedFiles: readonly string[], transitions: readonly Transition[], reports: readonly object[]]> = {
  "other files are edited": [["rollouts/checkout.ts", "docs/policies.md", "rollouts/CODEOWNERS.ts"], [], []],
  "a policy is edited": [
    ["policies/steps.yaml"],
    [],
    [{ message: 'This change edits "policies/steps.yaml": a policy', hint, file: "policies/steps.yaml" }],
  ],
  "the owners are edited": [
    [".github/CODEOWNERS", "../CODEOWNERS"],
    [],
    [
      { message: 'This change edits ".github/CODEOWNERS": who must review', hint, file: ".github/CODEOWNERS" },
      { message: 'This change edits "../CODEOWNERS": who must review', hint, file: "../CODEOWNERS" },
    ],
  ],
  "decisions of people are edited": [
    ["environments/production/checkout.overrides.yaml", "environments/stop.yaml", "environments/production/checkout.confirmations.jsonl"],
    [],
    [
      {
        message: 'This change edits "environments/production/checkout.overrides.yaml": decisions to go on where a rule says no',
        hint,
        file: "environments/production/checkout.overrides.yaml",
      },
      { message: 'This change edits "environments/stop.yaml": what stops the line', hint, file: "environments/stop.yaml" },
    ],
  ],
  "the settings are edited": [
    ["rampart.config.ts"],
    [],
    [{ message: 'This change edits "rampart.config.ts": the project\'s own checks and generators', hint, file: "rampart.config.ts" }],
  ],
  "the workflow is edited": [
    [".github/workflows/verify.yml"],
    [],
    [
      {
        message: 'This change edits ".github/workflows/verify.yml": a workflow, which may run this check',
        hint,
        file: ".github/workflows/verify.yml",
      },
    ],
  ],
  "a silence is added, in two environments": [
    [],
    [silenced, silenced],
    [
      {
        message: 'This change silences rules-labels for "checkout" until 2026-12-01: renamed next week',
        hint: 'until it is merged, the silences of "main" hold',
        file: "dist/production/checkout/rollout.yaml",
        path: ["spec", "silences", 0],
        definition: ["silences", 0],
      },
    ],
  ],
  "an environment gets other labels": [
    [],
    [inEnvironment({ labels: { "rampart.dev/environment": "prod" } })],
    [
      {
        message: 'This change gives "production" other labels, by which policies choose what they judge',
        hint: environmentHint,
        file: "dist/production/checkout/rollout.yaml",
        path: ["spec", "environment", "labels"],
      },
    ],
  ],
  "an environment gets another version": [
    [],
    [inEnvironment({ kubernetesVersion: "1.99" })],
    [
      {
        message: expect.stringMatching(
          /^This change takes "production" for Kubernetes 1\.99, not 1\.\d\d, by which schemas and policies are read$/,
        ),
        hint: environmentHint,
        file: "dist/production/checkout/rollout.yaml",
        path: ["spec", "environment", "kubernetesVersion"],
      },
    ],
  ],
  "an environment gets other approvals, which is told elsewhere": [[], [inEnvironment({ approvals: { advance: 0, rollback: 0 } })], []],
  "a silence is removed": [[], [transition(silenced.after, silenced.before)], []],
};

test.each(Object.entries(cases))("%s", (_, [changedFiles, transitions, reports]) => {
  expect([...transitionPolicyEdit.check({ revision: "main", changedFiles, transitions })]).toEqual(reports);
});
