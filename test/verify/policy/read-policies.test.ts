import { describe, expect, test } from "vitest";
import { UserError } from "../../../src/base/user-error.ts";
import { idleDocuments, readPolicies } from "../../../src/verify/policy/index.ts";
import { packDocuments } from "./documents.ts";

const rule = { apiGroups: [""], apiVersions: ["v1"], operations: ["CREATE"], resources: ["configmaps"] };
const spec = { matchConstraints: { resourceRules: [rule] }, validations: [{ expression: "true" }] };
const meta = { apiVersion: "admissionregistration.k8s.io/v1", metadata: { name: "p" } };
const policy = { ...meta, kind: "ValidatingAdmissionPolicy", spec };
const bindingSpec = { policyName: "p", validationActions: ["Deny"] };
const binding = { ...meta, kind: "ValidatingAdmissionPolicyBinding", spec: bindingSpec };

function read(...values: readonly unknown[]) {
  return readPolicies(values.map((value, document) => ({ file: "policies/a.yaml", document, value })));
}

test("Documents are sorted by what they are", () => {
  const limits = {
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: { name: "limits", namespace: "n", labels: { a: "b" } },
    data: { x: "1" },
  };
  const set = read(policy, null, binding, { apiVersion: "v1", kind: "List", items: [limits] });
  expect(set.policies.map(({ content, document }) => [content.metadata.name, document])).toEqual([["p", 0]]);
  expect(set.bindings.map(({ content }) => content.spec.policyName)).toEqual(["p"]);
  expect(set.params.map(({ content }) => content)).toEqual([
    { apiVersion: "v1", kind: "ConfigMap", name: "limits", namespace: "n", labels: { a: "b" }, value: limits },
  ]);
});

test("Defaults are the API server's", () => {
  const [read0] = read(policy).policies;
  expect(read0?.content.spec.failurePolicy).toBe("Fail");
  expect(read0?.content.spec.matchConstraints.matchPolicy).toBe("Equivalent");
  expect(read0?.content.spec.validations[0]?.reason).toBe("Invalid");
});

describe("What the API server would refuse", () => {
  const withSpec = (change: object) => ({ ...policy, spec: { ...spec, ...change } });
  const withRule = (change: object) => withSpec({ matchConstraints: { resourceRules: [{ ...rule, ...change }] } });
  const withBinding = (change: object) => ({ ...binding, spec: { ...bindingSpec, ...change } });
  const refused: Readonly<Record<string, readonly [value: unknown, message: RegExp]>> = {
    "a document that is no object": ["text", /expected a Kubernetes object/],
    "an object without a kind": [{ apiVersion: "v1", metadata: { name: "x" } }, /kind/],
    "a version that is not v1": [{ ...policy, apiVersion: "admissionregistration.k8s.io/v1beta1" }, /admissionregistration\.k8s\.io\/v1/],
    "a kind that is not judged": [{ ...policy, kind: "MutatingAdmissionPolicy" }, /ValidatingAdmissionPolicy/],
    "an unknown field": [withSpec({ validation: [] }), /spec.validation unknown key "validation"/],
    "an unknown field of a validation": [
      withSpec({ validations: [{ expression: "true", msg: "x" }] }),
      /validations\[0\].msg unknown key "msg"/,
    ],
    "a name that is none": [{ ...policy, metadata: { name: "Not A Name" } }, /expected a name in lower case/],
    "a policy for nothing": [withSpec({ matchConstraints: {} }), /needs resourceRules/],
    "a policy without validations": [withSpec({ validations: [] }), /needs validations or auditAnnotations/],
    "an empty expression": [withSpec({ validations: [{ expression: " " }] }), /must not be empty/],
    "a message of two lines": [withSpec({ validations: [{ expression: "true", message: "a\nb" }] }), /must be one line/],
    "an unknown reason": [withSpec({ validations: [{ expression: "true", reason: "Because" }] }), /reason/],
    "two variables of one name": [
      withSpec({
        variables: [
          { name: "a", expression: "1" },
          { name: "a", expression: "2" },
        ],
      }),
      /names must differ/,
    ],
    "a variable that is no identifier": [withSpec({ variables: [{ name: "a-b", expression: "1" }] }), /CEL identifier/],
    "a variable that is a reserved word": [withSpec({ variables: [{ name: "namespace", expression: "1" }] }), /reserved word/],
    "65 conditions": [
      withSpec({ matchConditions: Array.from({ length: 65 }, (_, index) => ({ name: `c${index}`, expression: "true" })) }),
      /<=64 items/,
    ],
    "an operation that is none": [withRule({ operations: ["READ"] }), /operations/],
    "a star beside others": [withRule({ apiGroups: ["*", "apps"] }), /`\*` stands alone/],
    "a selector without values": [
      withSpec({ matchConstraints: { resourceRules: [rule], objectSelector: { matchExpressions: [{ key: "a", operator: "In" }] } } }),
      /needs values with In and NotIn/,
    ],
    "a binding without actions": [withBinding({ validationActions: [] }), /validationActions/],
    "Deny beside Warn": [withBinding({ validationActions: ["Deny", "Warn"] }), /exclude each other/],
    "an action twice": [withBinding({ validationActions: ["Audit", "Audit"] }), /must differ/],
    "a paramRef with name and selector": [
      withBinding({ paramRef: { name: "a", selector: {}, parameterNotFoundAction: "Deny" } }),
      /either a name or a selector/,
    ],
    "a paramRef that does not say what happens without params": [withBinding({ paramRef: { name: "a" } }), /parameterNotFoundAction/],
  };
  test.each(Object.entries(refused))("%s", (_, [value, message]) => {
    expect(() => read(value)).toThrow(message);
    expect(() => read(value)).toThrow(/policies\/a\.yaml, document 1/);
    expect(() => read(value)).toThrow(UserError);
  });

  test("two policies of one name", () => {
    expect(() => read(policy, policy)).toThrow(/Two documents of kind ValidatingAdmissionPolicy are named "p"/);
  });
});

test("The pack can be read: each policy is in a file of its name and is bound", () => {
  const { policies, bindings, params } = readPolicies(packDocuments());
  expect(policies.length).toBeGreaterThanOrEqual(15);
  for (const { file, content } of policies) expect(file).toBe(`policies/${content.metadata.name}.yaml`);
  expect(bindings.map(({ content }) => content.spec.policyName)).toEqual(policies.map(({ content }) => content.metadata.name));
  expect(params.map(({ content }) => content.name)).toEqual(["rampart-limits"]);
});

test("A document that is refused says where, and what was meant", () => {
  const misspelt = { ...policy, spec: { matchConstraints: spec.matchConstraints, validatons: spec.validations } };
  expect(() => read(policy, misspelt)).toThrow(
    expect.objectContaining({
      message: expect.stringContaining('spec.validatons unknown key "validatons"'),
      file: "policies/a.yaml",
      document: 1,
      path: ["spec", "validatons"],
      hint: 'did you mean "validations"?',
    }),
  );
});

describe("What an API server takes, and what judges nothing", () => {
  const named = (name: string) => ({ ...policy, metadata: { name } });
  const forResources = (apiGroups: readonly string[], resources: readonly string[]) => ({
    ...policy,
    spec: { ...spec, matchConstraints: { resourceRules: [{ ...rule, apiGroups, resources }] } },
  });
  const cases: Readonly<
    Record<string, readonly [values: readonly unknown[], told: readonly (readonly [message: RegExp, hint: RegExp])[]]>
  > = {
    "nothing is told of a policy with its binding": [[policy, binding], []],
    "a policy without a binding": [[policy], [[/policy "p" judges nothing/, /add a binding/]]],
    "a binding of a policy that is misspelt": [
      [named("one-step-up"), { ...binding, spec: { ...bindingSpec, policyName: "one-step-upp" } }],
      [
        [/policy "one-step-up" judges nothing/, /add a binding/],
        [/there is no policy "one-step-upp"/, /did you mean "one-step-up"/],
      ],
    ],
    "a kind in the place of its resource": [
      [forResources(["networking.k8s.io"], ["Ingress"]), binding],
      [[/is for "Ingress" of networking.k8s.io, which is no resource/, /did you mean "ingresses"/]],
    ],
    "a resource of Rampart's that is misspelt": [
      [forResources(["rampart.dev"], ["rolouts"]), binding],
      [[/is for "rolouts" of rampart.dev/, /did you mean "rollouts"/]],
    ],
    "a resource that others may have": [
      [forResources(["gateway.networking.k8s.io"], ["tcproutes", "*", "httproutes/status"]), binding],
      [],
    ],
  };

  test.each(Object.entries(cases))("%s", (_, [values, told]) => {
    expect([...idleDocuments(read(...values))].map(({ message, hint }) => [message, hint])).toEqual(
      told.map(([message, hint]) => [expect.stringMatching(message), expect.stringMatching(hint)]),
    );
  });
});
