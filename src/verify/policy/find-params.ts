import type { AdmissionRequest } from "./admission-request.ts";
import { kindOf, knownKinds, splitApiVersion } from "./kinds.ts";
import { selects } from "./label-selector.ts";
import type { ValidatingAdmissionPolicy, ValidatingAdmissionPolicyBinding } from "./policy-document.ts";
import type { Param } from "./read-policies.ts";

/** The params to judge with, one after the other; `undefined` stands for null. Or why the binding cannot be used. */
export type Params = readonly (Param | undefined)[] | { readonly misconfigured: string };

/** Finds what a binding hands to its policy, as the API server would among the objects that are given. */
export function findParams(
  { spec: policy }: ValidatingAdmissionPolicy,
  { spec: binding }: ValidatingAdmissionPolicyBinding,
  params: readonly Param[],
  request: AdmissionRequest,
): Params {
  const { paramKind } = policy;
  const { paramRef } = binding;
  if (paramKind === undefined || paramRef === undefined) return [undefined];
  const ofKind = params.filter(({ apiVersion, kind }) => apiVersion === paramKind.apiVersion && kind === paramKind.kind);
  const namespaced =
    kindOf(knownKinds, splitApiVersion(paramKind.apiVersion)[0], paramKind.kind)?.namespaced ??
    ofKind.some(({ namespace }) => namespace !== undefined);
  if (!namespaced && paramRef.namespace !== undefined)
    return { misconfigured: "paramRef.namespace must not be provided for a cluster-scoped `paramKind`" };
  const namespace = paramRef.namespace ?? request.namespace;
  if (namespaced && namespace === "")
    return { misconfigured: "cannot use namespaced paramRef in policy binding that matches cluster-scoped resources" };
  const found = ofKind.filter(
    (param) =>
      (!namespaced || param.namespace === namespace) &&
      (paramRef.selector === undefined ? param.name === paramRef.name : selects(paramRef.selector, param.labels)),
  );
  if (found.length === 0 && paramRef.parameterNotFoundAction === "Deny") {
    return { misconfigured: "no params found for policy binding with `Deny` parameterNotFoundAction" };
  }
  return found;
}
