import { describe, expect, test } from "vitest";
import { evaluate, readPolicies, type Decision, type RequestInput } from "../../../src/verify/policy/index.ts";

type Json = Readonly<Record<string, unknown>>;

const configMaps = { apiGroups: [""], apiVersions: ["v1"], operations: ["CREATE", "UPDATE"], resources: ["configmaps"] };

function policy(spec: Json, name = "p"): Json {
  return {
    apiVersion: "admissionregistration.k8s.io/v1",
    kind: "ValidatingAdmissionPolicy",
    metadata: { name },
    spec: { matchConstraints: { resourceRules: [configMaps] }, validations: [{ expression: "false", message: "no" }], ...spec },
  };
}

function binding(spec: Json = {}, name = "b"): Json {
  return {
    apiVersion: "admissionregistration.k8s.io/v1",
    kind: "ValidatingAdmissionPolicyBinding",
    metadata: { name },
    spec: { policyName: "p", validationActions: ["Deny"], ...spec },
  };
}

function configMap(data: Json = {}, metadata: Json = {}): Json {
  return { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "settings", namespace: "shop", ...metadata }, data };
}

const namespaceObject = { name: "shop", labels: { tier: "gold" } };
const created: RequestInput = { operation: "CREATE", object: configMap({ a: "1" }), namespaceObject };

/** One decision as a line. */
function line(decision: Decision): string {
  switch (decision.kind) {
    case "violation":
      return `${decision.action}: ${decision.message}${decision.param === undefined ? "" : ` (with ${decision.param})`}`;
    case "annotation":
      return `${decision.annotation.key} = ${decision.annotation.value}`;
    case "problem":
      return `problem: ${decision.problem}`;
  }
}

function judged(documents: readonly Json[], request: RequestInput = created, kubernetesVersion = "1.33"): readonly string[] {
  const policies = readPolicies(documents.map((value, document) => ({ file: "policies/test.yaml", document, value })));
  return evaluate({ policies, kubernetesVersion, ...request }).map(line);
}

interface Case {
  readonly documents: readonly Json[];
  readonly request?: RequestInput;
  readonly says: readonly string[];
}

/** A policy that refuses everything it is for, with the constraints given. */
function matching(matchConstraints: Json, request?: RequestInput): Omit<Case, "says"> {
  return { documents: [policy({ matchConstraints }), binding()], ...(request === undefined ? {} : { request }) };
}

function bound(matchResources: Json, request?: RequestInput): Omit<Case, "says"> {
  return { documents: [policy({}), binding({ matchResources })], ...(request === undefined ? {} : { request }) };
}

const route: Json = { apiVersion: "gateway.networking.k8s.io/v1", kind: "HTTPRoute", metadata: { name: "r", namespace: "shop" }, spec: {} };
const rule = (change: Json) => ({ resourceRules: [{ ...configMaps, ...change }] });

const matchingCases: Readonly<Record<string, Case>> = {
  "A policy without a binding is not evaluated": { documents: [policy({})], says: [] },
  "A policy with a binding is evaluated": { documents: [policy({}), binding()], says: ["Deny: no"] },
  "Each binding is evaluated by itself": {
    documents: [policy({}), binding({ validationActions: ["Audit"] }, "b2"), binding({ validationActions: ["Warn"] }, "b1")],
    says: ["Warn: no", "Audit: no"],
  },
  "A binding of another policy does not count": { documents: [policy({}), binding({ policyName: "q" })], says: [] },
  "A rule is for its operations only": { ...matching(rule({ operations: ["DELETE"] })), says: [] },
  "A rule with * is for every operation": { ...matching(rule({ operations: ["*"] })), says: ["Deny: no"] },
  "A rule is for its API groups only": { ...matching(rule({ apiGroups: ["apps"] })), says: [] },
  "A rule with * is for every group": { ...matching(rule({ apiGroups: ["*"] })), says: ["Deny: no"] },
  "A rule is for its versions only": { ...matching(rule({ apiVersions: ["v2"] })), says: [] },
  "A rule is for its resources only": { ...matching(rule({ resources: ["secrets"] })), says: [] },
  "A rule with * is for every resource": { ...matching(rule({ resources: ["*"] })), says: ["Deny: no"] },
  "A rule with */* is for every resource and subresource": { ...matching(rule({ resources: ["*/*"] })), says: ["Deny: no"] },
  "A rule for a subresource is not for the resource": { ...matching(rule({ resources: ["configmaps/status"] })), says: [] },
  "A rule for namespaced objects is not for those of the cluster": {
    ...matching(rule({ scope: "Namespaced", resources: ["namespaces"] }), {
      operation: "CREATE",
      object: { apiVersion: "v1", kind: "Namespace", metadata: { name: "n" } },
    }),
    says: [],
  },
  "A rule for the cluster is not for namespaced objects": { ...matching(rule({ scope: "Cluster" })), says: [] },
  "A rule with resource names is for these only": { ...matching(rule({ resourceNames: ["other"] })), says: [] },
  "A rule with the object's name is for it": { ...matching(rule({ resourceNames: ["other", "settings"] })), says: ["Deny: no"] },
  "An exclusion wins over a rule": {
    ...matching({ ...rule({}), excludeResourceRules: [{ ...configMaps, resourceNames: ["settings"] }] }),
    says: [],
  },
  "An exclusion of something else does not matter": {
    ...matching({ ...rule({}), excludeResourceRules: [{ ...configMaps, resourceNames: ["other"] }] }),
    says: ["Deny: no"],
  },
  "Equivalent versions match by default, and the object has the version asked for": {
    documents: [
      policy({
        matchConstraints: {
          resourceRules: [{ ...configMaps, apiGroups: ["gateway.networking.k8s.io"], apiVersions: ["v1beta1"], resources: ["httproutes"] }],
        },
        validations: [
          { expression: "false", messageExpression: "object.apiVersion + ' ' + request.kind.version + ' ' + request.requestKind.version" },
        ],
      }),
      binding(),
    ],
    request: { operation: "CREATE", object: route, namespaceObject },
    says: ["Deny: gateway.networking.k8s.io/v1beta1 v1beta1 v1"],
  },
  "With Exact, another version does not match": {
    documents: [
      policy({
        matchConstraints: {
          matchPolicy: "Exact",
          resourceRules: [{ ...configMaps, apiGroups: ["gateway.networking.k8s.io"], apiVersions: ["v1beta1"], resources: ["httproutes"] }],
        },
      }),
      binding(),
    ],
    request: { operation: "CREATE", object: route, namespaceObject },
    says: [],
  },
  "A binding without rules is for all that its policy is for": { ...bound({}), says: ["Deny: no"] },
  "A binding narrows its policy": { ...bound(rule({ resourceNames: ["other"] })), says: [] },
  "A binding cannot widen its policy": {
    documents: [policy({ matchConstraints: rule({ resourceNames: ["other"] }) }), binding({ matchResources: rule({}) })],
    says: [],
  },
  "A binding's exclusion wins": { ...bound({ excludeResourceRules: [configMaps] }), says: [] },
  "An object selector chooses by the object's labels": {
    ...matching({ ...rule({}), objectSelector: { matchLabels: { app: "x" } } }),
    says: [],
  },
  "An object selector looks at both sides of a change": {
    ...matching(
      { ...rule({}), objectSelector: { matchLabels: { app: "x" } } },
      { operation: "UPDATE", object: configMap(), oldObject: configMap({}, { labels: { app: "x" } }), namespaceObject },
    ),
    says: ["Deny: no"],
  },
  "A namespace selector chooses by the namespace's labels": {
    ...bound({ namespaceSelector: { matchLabels: { tier: "gold" } } }),
    says: ["Deny: no"],
  },
  "A namespace selector passes others over": { ...bound({ namespaceSelector: { matchLabels: { tier: "silver" } } }), says: [] },
  "NotIn is satisfied by a missing label": {
    ...bound({ namespaceSelector: { matchExpressions: [{ key: "absent", operator: "NotIn", values: ["x"] }] } }),
    says: ["Deny: no"],
  },
  "In needs the label": {
    ...bound({ namespaceSelector: { matchExpressions: [{ key: "absent", operator: "In", values: ["x"] }] } }),
    says: [],
  },
  "Exists needs the label": {
    ...bound({ namespaceSelector: { matchExpressions: [{ key: "tier", operator: "Exists" }] } }),
    says: ["Deny: no"],
  },
  "DoesNotExist needs its absence": {
    ...bound({ namespaceSelector: { matchExpressions: [{ key: "tier", operator: "DoesNotExist" }] } }),
    says: [],
  },
  "A namespace carries its name as a label": {
    ...bound({ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "shop" } } }),
    says: ["Deny: no"],
  },
  "A namespace whose labels are not known is a problem, not a pass": {
    ...bound({ namespaceSelector: { matchLabels: { tier: "gold" } } }, { operation: "CREATE", object: configMap() }),
    says: ['problem: the labels of namespace "shop" are not known'],
  },
  "A namespace selector does not matter for an object of the cluster": {
    documents: [
      policy({ matchConstraints: rule({ resources: ["namespaces"] }) }),
      binding({ matchResources: { namespaceSelector: { matchLabels: { a: "b" } } } }),
    ],
    request: { operation: "CREATE", object: { apiVersion: "v1", kind: "Namespace", metadata: { name: "n", labels: { a: "b" } } } },
    says: ["Deny: no"],
  },
  "A kind whose resource name is not known is a problem, not a pass": {
    ...matching(rule({ apiGroups: ["example.com"], resources: ["things"] }), {
      operation: "CREATE",
      object: { apiVersion: "example.com/v1", kind: "Thing", metadata: { name: "t" } },
    }),
    says: ["problem: the resource name of kind Thing (example.com) is not known"],
  },
  "A kind that the caller tells about is known": {
    ...matching(rule({ apiGroups: ["example.com"], resources: ["things"] }), {
      operation: "CREATE",
      object: { apiVersion: "example.com/v1", kind: "Thing", metadata: { name: "t" } },
      kinds: [{ group: "example.com", kind: "Thing", plural: "things", versions: ["v1"], namespaced: false }],
    }),
    says: ["Deny: no"],
  },
};

/** A policy with a spec, bound. */
function withSpec(spec: Json, request?: RequestInput): Omit<Case, "says"> {
  return { documents: [policy(spec), binding()], ...(request === undefined ? {} : { request }) };
}

const condition = (name: string, expression: string) => ({ name, expression });
const validation = (expression: string, rest: Json = {}) => ({ validations: [{ expression, ...rest }] });
const broken = "object.data.missing == 'x'";
const brokenSays = "no such key: missing";

const evaluationCases: Readonly<Record<string, Case>> = {
  "True passes": { ...withSpec(validation("object.data.a == '1'")), says: [] },
  "Every validation is told, not only the first": {
    ...withSpec({
      validations: [{ expression: "false", message: "one" }, { expression: "true" }, { expression: "false", message: "two" }],
    }),
    says: ["Deny: one", "Deny: two"],
  },
  "A validation that gives something else than true fails to compile": {
    ...withSpec(validation("object.data.a")),
    says: ["problem: spec.validations[0].expression does not compile at character 13: must evaluate to bool but got dyn"],
  },
  "A condition that is false skips the policy": {
    ...withSpec({ matchConditions: [condition("a", "true"), condition("b", "false")] }),
    says: [],
  },
  "Conditions that are true let it be judged": {
    ...withSpec({ matchConditions: [condition("a", "object.data.a == '1'")] }),
    says: ["Deny: no"],
  },
  "A false condition wins over a failing one": {
    ...withSpec({ matchConditions: [condition("a", broken), condition("b", "false")] }),
    says: [],
  },
  "A failing condition fails the request": {
    ...withSpec({ matchConditions: [condition("a", broken), condition("b", "true")] }),
    says: [`Deny: expression '${broken}' resulted in error: ${brokenSays}`],
  },
  "Conditions that fail are told together, each once": {
    ...withSpec({ matchConditions: [condition("a", broken), condition("b", "object.missing == 1"), condition("c", broken)] }),
    says: [
      `Deny: [expression '${broken}' resulted in error: ${brokenSays}, expression 'object.missing == 1' resulted in error: no such key: missing]`,
    ],
  },
  "A failing condition is ignored under Ignore": {
    ...withSpec({ failurePolicy: "Ignore", matchConditions: [condition("a", broken)] }),
    says: [],
  },
  "Conditions see no variables": {
    ...withSpec({ variables: [condition("v", "1")], matchConditions: [condition("a", "variables.v == 1")] }),
    says: ["problem: spec.matchConditions[0].expression does not compile at character 11: undeclared reference to 'variables.v'"],
  },
  "A failing expression fails the request": {
    ...withSpec(validation(broken)),
    says: [`Deny: expression '${broken}' resulted in error: ${brokenSays}`],
  },
  "A failing expression is ignored under Ignore": { ...withSpec({ failurePolicy: "Ignore", ...validation(broken) }), says: [] },
  "A failing expression only warns when the binding only warns": {
    documents: [policy(validation(broken)), binding({ validationActions: ["Warn"] })],
    says: [`Warn: expression '${broken}' resulted in error: ${brokenSays}`],
  },
  "A failure on one side of || does not matter when the other decides": { ...withSpec(validation(`${broken} || true`)), says: [] },
  "Variables are computed when they are asked for": {
    ...withSpec({ variables: [condition("v", broken)], ...validation("true || variables.v") }),
    says: [],
  },
  "A failing variable fails who asks for it": {
    ...withSpec({ variables: [condition("v", broken)], ...validation("variables.v") }),
    says: [`Deny: expression 'variables.v' resulted in error: composited variable "v" fails to evaluate: ${brokenSays}`],
  },
  "A variable sees earlier ones": {
    ...withSpec({ variables: [condition("a", "1"), condition("b", "variables.a + 1")], ...validation("variables.b == 2") }),
    says: [],
  },
  "A variable does not see later ones": {
    ...withSpec({ variables: [condition("b", "variables.a + 1"), condition("a", "1")], ...validation("variables.b == 2") }),
    says: ["problem: spec.variables[0].expression does not compile at character 11: undefined field 'a'"],
  },
  "A message expression is told": {
    ...withSpec(validation("false", { message: "m", messageExpression: "'a is ' + object.data.a" })),
    says: ["Deny: a is 1"],
  },
  "A message expression may use variables": {
    ...withSpec({ variables: [condition("v", "'x'")], ...validation("false", { messageExpression: "variables.v" }) }),
    says: ["Deny: x"],
  },
  "A message is trimmed": { ...withSpec(validation("false", { messageExpression: "'  x  '" })), says: ["Deny: x"] },
  "A failing message expression falls back to the message": {
    ...withSpec(validation("false", { message: "m", messageExpression: "string(object.data.missing)" })),
    says: ["Deny: m"],
  },
  "A blank message falls back": { ...withSpec(validation("false", { message: "m", messageExpression: "'  '" })), says: ["Deny: m"] },
  "A message of several lines falls back": {
    ...withSpec(validation("false", { message: "m", messageExpression: "'a\\nb'" })),
    says: ["Deny: m"],
  },
  "A message expression that may be something else than text does not compile": {
    ...withSpec(validation("false", { message: "m", messageExpression: "object.data.a" })),
    says: ["problem: spec.validations[0].messageExpression does not compile at character 13: must evaluate to string but got dyn"],
  },
  "A message beyond 5 KiB falls back": {
    ...withSpec(validation("false", { message: "m", messageExpression: "string(object.data.long)" }), {
      operation: "CREATE",
      object: configMap({ long: "x".repeat(5 * 1024 + 1) }),
      namespaceObject,
    }),
    says: ["Deny: m"],
  },
  "A message that only a cluster can tell falls back": {
    ...withSpec(validation("false", { message: "m", messageExpression: "request.userInfo.username" })),
    says: ["Deny: m"],
  },
  "Without any message the expression is told": { ...withSpec(validation(" false ")), says: ["Deny: failed expression: false"] },
  "A message expression has no authorizer": {
    ...withSpec(validation("false", { messageExpression: "authorizer.path('/x').check('get').reason()" })),
    says: ["problem: spec.validations[0].messageExpression does not compile at character 1: undeclared reference to 'authorizer'"],
  },
  "The gravest action of a binding is told": {
    documents: [policy({}), binding({ validationActions: ["Audit", "Deny"] })],
    says: ["Deny: no"],
  },
  "object is null when something is deleted": {
    ...withSpec(
      {
        matchConstraints: rule({ operations: ["DELETE"] }),
        ...validation("object == null && oldObject.data.a == '1' && request.operation == 'DELETE'"),
      },
      { operation: "DELETE", oldObject: configMap({ a: "1" }), namespaceObject },
    ),
    says: [],
  },
  "oldObject is null when something is created": { ...withSpec(validation("oldObject == null")), says: [] },
  "Both are there when something changes": {
    ...withSpec(validation("object.data.a != oldObject.data.a"), {
      operation: "UPDATE",
      object: configMap({ a: "2" }),
      oldObject: configMap({ a: "1" }),
      namespaceObject,
    }),
    says: [],
  },
  "The request tells what is asked": {
    ...withSpec(
      validation(
        "request.name == 'settings' && request.namespace == 'shop' && request.resource.resource == 'configmaps' && request.kind.group == '' && !has(request.subResource)",
      ),
    ),
    says: [],
  },
  "The namespace is there": {
    ...withSpec(validation("namespaceObject.metadata.labels['tier'] == 'gold' && namespaceObject.metadata.name == 'shop'")),
    says: [],
  },
  "An undeclared field of the request does not compile": {
    ...withSpec(validation("request.nome == 'x'")),
    says: ["problem: spec.validations[0].expression does not compile at character 9: undefined field 'nome'"],
  },
  "The user of a request needs a cluster": {
    ...withSpec(validation("request.userInfo.username == 'x'")),
    says: ["problem: the user of a request needs a cluster"],
  },
  "Under Ignore too": {
    ...withSpec({ failurePolicy: "Ignore", ...validation("request.userInfo.username == 'x'") }),
    says: ["problem: the user of a request needs a cluster"],
  },
  "The authorizer needs a cluster": {
    ...withSpec(validation("authorizer.group('apps').resource('deployments').check('create').allowed()")),
    says: ["problem: the authorizer needs a cluster"],
  },
  "What needs a cluster does not matter when the other side decides": {
    ...withSpec(validation("request.userInfo.username == 'x' || true")),
    says: [],
  },
  "What needs a cluster outlives a failure": {
    ...withSpec(validation(`request.userInfo.username == 'x' || ${broken}`)),
    says: ["problem: the user of a request needs a cluster"],
  },
  "An annotation's text is told under the policy's name": {
    ...withSpec({ validations: [], auditAnnotations: [{ key: "a", valueExpression: "'value ' + object.data.a" }] }),
    says: ["p/a = value 1"],
  },
  "An annotation that is null is left out": {
    ...withSpec({ validations: [], auditAnnotations: [{ key: "a", valueExpression: "null" }] }),
    says: [],
  },
  "An annotation that is blank is left out": {
    ...withSpec({ validations: [], auditAnnotations: [{ key: "a", valueExpression: "' '" }] }),
    says: [],
  },
  "An annotation is neither text nor null": {
    ...withSpec({ validations: [], auditAnnotations: [{ key: "a", valueExpression: "1" }] }),
    says: [
      "problem: spec.auditAnnotations[0].valueExpression does not compile at character 1: must evaluate to string or null but got int",
    ],
  },
  "A failing annotation denies, whatever the binding asks for": {
    documents: [
      policy({ validations: [], auditAnnotations: [{ key: "a", valueExpression: "string(object.data.missing)" }] }),
      binding({ validationActions: ["Audit"] }),
    ],
    says: [`Deny: expression 'string(object.data.missing)' resulted in error: ${brokenSays}`],
  },
  "A failing annotation is ignored under Ignore": {
    ...withSpec({
      failurePolicy: "Ignore",
      validations: [],
      auditAnnotations: [{ key: "a", valueExpression: "string(object.data.missing)" }],
    }),
    says: [],
  },
  "An annotation of two bindings is told once": {
    documents: [
      policy({ validations: [], auditAnnotations: [{ key: "a", valueExpression: "'x'" }] }),
      binding({}, "b1"),
      binding({}, "b2"),
    ],
    says: ["p/a = x"],
  },
  "An annotation is cut at 10 KiB": {
    ...withSpec(
      { validations: [], auditAnnotations: [{ key: "a", valueExpression: "string(object.data.long)" }] },
      { operation: "CREATE", object: configMap({ long: "x".repeat(11_000) }), namespaceObject },
    ),
    says: [`p/a = ${"x".repeat(10 * 1024)}`],
  },
  "An expression that runs away is a problem": {
    ...withSpec(validation("object.data.list.all(a, object.data.list.all(b, object.data.list.all(c, a + b + c >= 0)))"), {
      operation: "CREATE",
      object: configMap({ list: Array.from({ length: 500 }, (_, index) => index) }),
      namespaceObject,
    }),
    says: ["problem: the expression does more work than the API server allows: it would be refused or time out in a cluster"],
  },
  "Comparing large values again and again runs away, too": {
    ...withSpec(validation("object.data.list.all(a, object.data.list.all(b, object.data == oldObject.data))"), {
      operation: "UPDATE",
      object: configMap({ list: Array.from({ length: 400 }, (_, index) => index) }),
      oldObject: configMap({ list: Array.from({ length: 400 }, (_, index) => index) }),
      namespaceObject,
    }),
    says: ["problem: the expression does more work than the API server allows: it would be refused or time out in a cluster"],
  },
  "So does looking through a list again and again": {
    ...withSpec(validation("object.data.list.all(a, object.data.list.all(b, !('x' in object.data.list)))"), {
      operation: "CREATE",
      object: configMap({ list: Array.from({ length: 400 }, (_, index) => index) }),
      namespaceObject,
    }),
    says: ["problem: the expression does more work than the API server allows: it would be refused or time out in a cluster"],
  },
  "A text that is doubled again and again runs away": {
    ...withSpec({
      variables: Array.from({ length: 40 }, (_, index) =>
        condition(`v${index}`, index === 0 ? "'x'" : `variables.v${index - 1} + variables.v${index - 1}`),
      ),
      ...validation("variables.v39.size() > 0"),
    }),
    says: ["problem: the expression does more work than the API server allows: it would be refused or time out in a cluster"],
  },
  "Keys such as constructor and __proto__ are keys like any other": {
    ...withSpec(validation("object.data['constructor'] == 'a' && object.data['__proto__'] == 'b' && !has(object.data.toString)"), {
      operation: "CREATE",
      object: JSON.parse(
        '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"c","namespace":"shop"},"data":{"constructor":"a","__proto__":"b"}}',
      ),
      namespaceObject,
    }),
    says: [],
  },
};

const paramKind = { apiVersion: "v1", kind: "ConfigMap" };
const limits = (name: string, most: string, metadata: Json = {}): Json => ({
  apiVersion: "v1",
  kind: "ConfigMap",
  metadata: { name, namespace: "limits", ...metadata },
  data: { most },
});
const judgedByParams = {
  paramKind,
  validations: [
    {
      expression: "params != null && int(params.data.most) > 5",
      messageExpression: "params == null ? 'none' : 'most is %s'.format([params.data.most])",
    },
  ],
};
const ref = (rest: Json) => ({ paramRef: { parameterNotFoundAction: "Deny", ...rest } });

const paramCases: Readonly<Record<string, Case>> = {
  "Without a paramRef params are null": { documents: [policy(judgedByParams), binding()], says: ["Deny: none"] },
  "Without a paramKind a paramRef is ignored": { documents: [policy({}), binding(ref({ name: "x" }))], says: ["Deny: no"] },
  "Without a paramKind params are not declared": {
    ...withSpec(validation("params == null")),
    says: ["problem: spec.validations[0].expression does not compile at character 1: undeclared reference to 'params'"],
  },
  "A paramRef finds by name": {
    documents: [policy(judgedByParams), binding(ref({ name: "low", namespace: "limits" })), limits("low", "3"), limits("high", "9")],
    says: ["Deny: most is 3 (with low)"],
  },
  "A paramRef without namespace looks into the object's": {
    documents: [policy(judgedByParams), binding(ref({ name: "low" })), limits("low", "3"), limits("low", "4", { namespace: "shop" })],
    says: ["Deny: most is 4 (with low)"],
  },
  "A selector judges once for each object it finds": {
    documents: [
      policy(judgedByParams),
      binding(ref({ selector: { matchLabels: { set: "a" } }, namespace: "limits" })),
      limits("two", "2", { labels: { set: "a" } }),
      limits("nine", "9", { labels: { set: "a" } }),
      limits("one", "1", { labels: { set: "a" } }),
      limits("zero", "0"),
    ],
    says: ["Deny: most is 1 (with one)", "Deny: most is 2 (with two)"],
  },
  "Params that are missing deny under Deny": {
    documents: [policy(judgedByParams), binding(ref({ name: "absent", namespace: "limits" }))],
    says: ["Deny: failed to configure binding: no params found for policy binding with `Deny` parameterNotFoundAction"],
  },
  "Missing params deny even where the binding only warns": {
    documents: [policy(judgedByParams), binding({ validationActions: ["Warn"], ...ref({ name: "absent", namespace: "limits" }) })],
    says: ["Deny: failed to configure binding: no params found for policy binding with `Deny` parameterNotFoundAction"],
  },
  "Params that are missing pass under Allow": {
    documents: [policy(judgedByParams), binding({ paramRef: { name: "absent", namespace: "limits", parameterNotFoundAction: "Allow" } })],
    says: [],
  },
  "Params that are missing are ignored under Ignore": {
    documents: [policy({ ...judgedByParams, failurePolicy: "Ignore" }), binding(ref({ name: "absent", namespace: "limits" }))],
    says: [],
  },
  "Params of another kind do not count": {
    documents: [
      policy({ ...judgedByParams, paramKind: { apiVersion: "v1", kind: "Secret" } }),
      binding(ref({ name: "low", namespace: "limits" })),
      limits("low", "3"),
    ],
    says: ["Deny: failed to configure binding: no params found for policy binding with `Deny` parameterNotFoundAction"],
  },
  "A namespace for a kind of the cluster is a fault of the binding": {
    documents: [
      policy({ ...judgedByParams, paramKind: { apiVersion: "example.com/v1", kind: "Limits" } }),
      binding(ref({ name: "l", namespace: "limits" })),
      { apiVersion: "example.com/v1", kind: "Limits", metadata: { name: "l" }, data: { most: "9" } },
    ],
    says: ["Deny: failed to configure binding: paramRef.namespace must not be provided for a cluster-scoped `paramKind`"],
  },
  "A kind of the cluster is found by name alone": {
    documents: [
      policy({ ...judgedByParams, paramKind: { apiVersion: "example.com/v1", kind: "Limits" } }),
      binding(ref({ name: "l" })),
      { apiVersion: "example.com/v1", kind: "Limits", metadata: { name: "l" }, data: { most: "9" } },
    ],
    says: [],
  },
  "Conditions see params": {
    documents: [
      policy({ ...judgedByParams, matchConditions: [condition("few", "int(params.data.most) > 5")] }),
      binding(ref({ name: "low", namespace: "limits" })),
      limits("low", "3"),
    ],
    says: [],
  },
};

describe("what a policy is for", () => {
  test.each(Object.entries(matchingCases))("%s", (_, { documents, request, says }) => {
    expect(judged(documents, request)).toEqual(says);
  });
});

describe("what a policy says", () => {
  test.each(Object.entries(evaluationCases))("%s", (_, { documents, request, says }) => {
    expect(judged(documents, request)).toEqual(says);
  });
});

describe("what a policy is judged with", () => {
  test.each(Object.entries(paramCases))("%s", (_, { documents, request, says }) => {
    expect(judged(documents, request)).toEqual(says);
  });
});

test("The reason is the validation's, or Invalid", () => {
  const documents = [policy({ validations: [{ expression: "false" }, { expression: "false", reason: "Forbidden" }] }), binding()];
  const policies = readPolicies(documents.map((value, document) => ({ file: "f", document, value })));
  const decisions = evaluate({ policies, kubernetesVersion: "1.33", ...created });
  expect(decisions.map((decision) => (decision.kind === "violation" ? decision.reason : ""))).toEqual(["Invalid", "Forbidden"]);
});

describe("functions of newer releases", () => {
  const since: Readonly<Record<string, readonly [expression: string, takes: string, refuses: string]>> = {
    "optional access": ["object.?data.hasValue()", "1.29", "1.28"],
    quantity: ["isQuantity('1Gi')", "1.29", "1.28"],
    "order between int and double": ["1 < 2.0", "1.29", "1.28"],
    format: ["'%d'.format([1]) == '1'", "1.30", "1.29"],
    sets: ["sets.contains([1], [1])", "1.30", "1.29"],
    addresses: ["isIP('10.0.0.1') && cidr('10.0.0.0/8').containsIP('10.0.0.1')", "1.31", "1.30"],
    "named formats": ["!format.dns1123Label().validate('a').hasValue() && format.named('uuid').hasValue()", "1.32", "1.31"],
    "two variables": ["[1].all(i, v, i == 0 && v == 1)", "1.33", "1.32"],
    semver: ["isSemver('1.2.3')", "1.34", "1.33"],
    "extended lists": ["[2, 1].sort() == [1, 2] && lists.range(1) == [0] && [1, 2].slice(0, 1) == [1]", "1.35", "1.34"],
    includes: ["[1].includes(1)", "1.38", "1.37"],
  };
  test.each(Object.entries(since))("%s", (_, [expression, takes, refuses]) => {
    const documents = [policy({ validations: [{ expression }] }), binding()];
    expect(judged(documents, created, takes)).toEqual([]);
    const [problem] = judged(documents, created, refuses);
    expect(problem).toMatch(/^problem: spec\.validations\[0\]\.expression does not compile/);
  });

  test.each(["math.greatest(1, 2) == 2", "base64.encode(b'a') == 'YQ=='", "cel.bind(a, 1, a == 1)", "'a'.hex() == '61'"])(
    "%s is in no release",
    (expression) => {
      expect(judged([policy({ validations: [{ expression }] }), binding()], created, "1.40")[0]).toMatch(/^problem: .* does not compile/);
    },
  );
});
