import { expect, test } from "vitest";
import type { Report } from "../../../src/verify/check.ts";
import { policyChecks, type PolicyTrust } from "../../../src/verify/policy-checks.ts";
import { checkoutFolder } from "../checkout.ts";

const file = "policies/shop.yaml";

/** A policy that nothing fulfils, for environments with a label. */
const policy = `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: { name: closed }
spec:
  matchConstraints:
    resourceRules:
      - { apiGroups: [rampart.dev], apiVersions: [v1alpha1], operations: [CREATE], resources: [rollouts] }
  validations:
    - { expression: "object.spec.stages.size() == 0", message: nothing is allowed }
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata: { name: closed }
spec: { policyName: closed, validationActions: [Deny], matchResources: { namespaceSelector: { matchLabels: { guarded: "yes" } } } }
`;

/** What is said of `checkout`, whose environment has no such label. */
function told(trust: PolicyTrust, texts = policy): readonly Report[] {
  const folder = checkoutFolder();
  return policyChecks(new Map([[file, texts]]), trust).flatMap((check) => {
    if (check.scope === "folder") return [...check.check(folder)];
    return check.scope === "folders" ? [...check.check([folder])] : [];
  });
}

test("an environment that no binding chooses is told, and is judged by nothing", () => {
  expect(told({})).toEqual([
    {
      severity: "warning",
      message: 'No policy judges anything in "production": no binding chooses a namespace with its labels',
      hint: 'give labels in environments/production.ts that bindings of policies/ choose, such as "rampart.dev/environment"',
      file: "dist/production/checkout/rollout.yaml",
      path: ["spec", "environment", "labels"],
    },
  ]);
});

test("where a change is judged, the labels are those that the environment had before it", () => {
  const before = { labels: { guarded: "yes" }, kubernetesVersion: "1.33" };
  expect(told({ environments: new Map([["production", before]]) })).toContainEqual({
    severity: "error",
    message: 'policy "closed" forbids Rollout "checkout": nothing is allowed',
    hint: "correct it in the definition; what is asked for stands in policies/shop.yaml",
    file: "dist/production/checkout/rollout.yaml",
    document: 0,
    path: ["spec", "stages"],
    definition: ["ladders", "production", "stages"],
  });
});

test("an environment that is new is judged as the change has it", () => {
  expect(told({ environments: new Map() })).toEqual(told({}));
});

test("what a change makes of a policy must compile, although another judges", () => {
  const edited = new Map([[file, policy.replace("size()", "sizee()")]]);
  const faults = told({ edited }).filter(({ severity }) => severity === undefined);
  expect(faults.map(({ message }) => message)).toEqual([
    expect.stringMatching(/^policy "closed" is not taken by an API server of Kubernetes 1\.\d\d: spec\.validations\[0\]\.expression /),
  ]);
});

test("documents that a change leaves alone are told once", () => {
  const dangling = policy.replace("policyName: closed", "policyName: close");
  expect(told({ edited: new Map([[file, dangling]]) }, dangling)).toEqual(told({}, dangling));
});
