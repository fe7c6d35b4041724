import { expect, test } from "vitest";
import { policyPage } from "../../src/verify/policy-page.ts";

const policy = `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: { name: tracked }
spec:
  failurePolicy: Ignore
  matchConstraints:
    resourceRules:
      - { apiGroups: [rampart.dev], apiVersions: [v1alpha1], operations: [CREATE], resources: [rollouts] }
  validations:
    - expression: |-
        object.spec.tls &&
          true
      message: "*every* rollout @platform"
    - expression: "'\`' != ''"
`;
const texts = new Map([
  ["policies/broken.yaml", "a: ["],
  ["policies/other.yaml", "kind: ConfigMap\napiVersion: v1\nmetadata: { name: tracked }\n"],
  ["policies/own.yaml", policy],
]);

test("a policy is told in its own words, which form nothing else", () => {
  expect(policyPage(texts, "tracked")).toBe(`# tracked

A policy of this project, in \`policies/own.yaml\`.

## What

What it judges must fulfil each of these:

- \\*every\\* rollout \`@platform\`: \`object.spec.tls && true\`
- \`\`'\`' != ''\`\`

## How to fix

Change the definition, so that what is rendered fulfils them; or have the policy changed by who answers for it.

An expression that fails says nothing here: its \`failurePolicy\` is \`Ignore\`.
`);
});

test("what is no policy has no page", () => {
  expect(policyPage(texts, "trackd")).toBeUndefined();
  expect(policyPage(new Map([["policies/broken.yaml", "a: ["]]), "tracked")).toBeUndefined();
});
