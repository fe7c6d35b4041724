import { NotEvaluable } from "../fault.ts";
import * as t from "../type.ts";
import { anOpaque, anything, aString, binary, unary, type Functions } from "../overload.ts";
import type { Opaque, Value } from "../value.ts";

const [authorizerName, pathName, groupName, resourceName, decisionName] = [
  "Authorizer",
  "PathCheck",
  "GroupCheck",
  "ResourceCheck",
  "Decision",
].map((name) => `kubernetes.authorization.${name}`);

function check(name = "") {
  return { type: t.opaque(name), parameter: anOpaque(name, (data) => data) };
}

const authorizer = check(authorizerName);
const path = check(pathName);
const group = check(groupName);
const resource = check(resourceName);
const decision = check(decisionName);

/** Types of the two variables. */
export const authorizerTypes = { authorizer: authorizer.type, requestResource: resource.type } as const;

/** What stands for the authorizer: whatever is asked of it, only a cluster can answer. */
export const unknownAuthorizer: Opaque = { kind: "opaque", type: authorizerName ?? "", data: {}, equals: () => false };
export const unknownResourceCheck: Opaque = { kind: "opaque", type: resourceName ?? "", data: {}, equals: () => false };

/** Questions to the cluster's authorizer: they compile, and each is answered by "needs a cluster". */
export const authorizerFunctions: Functions = {
  path: [binary("member", authorizer.parameter, aString, path.type, ask)],
  group: [binary("member", authorizer.parameter, aString, group.type, ask)],
  serviceAccount: [{ member: true, parameters: [authorizer.type, t.string, t.string], result: authorizer.type, call: ask }],
  resource: [binary("member", group.parameter, aString, resource.type, ask)],
  subresource: [binary("member", resource.parameter, aString, resource.type, ask)],
  namespace: [binary("member", resource.parameter, aString, resource.type, ask)],
  name: [binary("member", resource.parameter, aString, resource.type, ask)],
  check: [binary("member", path.parameter, aString, decision.type, ask), binary("member", resource.parameter, aString, decision.type, ask)],
  errored: [unary("member", decision.parameter, t.bool, ask)],
  error: [unary("member", decision.parameter, t.string, ask)],
  allowed: [unary("member", decision.parameter, t.bool, ask)],
  reason: [unary("member", decision.parameter, t.string, ask)],
};

/** Selectors of what is asked about. */
export const authorizerSelectors: Functions = {
  fieldSelector: [binary("member", resource.parameter, anything, resource.type, ask)],
  labelSelector: [binary("member", resource.parameter, anything, resource.type, ask)],
};

function ask(): Value {
  throw new NotEvaluable("the authorizer needs a cluster");
}
