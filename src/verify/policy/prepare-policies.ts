import { codeUnitOrder } from "../../base/code-unit-order.ts";
import { fromJson, type Value } from "./cel/value.ts";
import { libraryFor } from "./cel/library.ts";
import { compilePolicy, type CompiledPolicy, type CompileProblem } from "./compile-policy.ts";
import type { ValidatingAdmissionPolicyBinding } from "./policy-document.ts";
import type { Param, PolicySet } from "./read-policies.ts";

/** A policy with the bindings that put it into force. */
export interface BoundPolicy {
  readonly policy: CompiledPolicy;
  readonly bindings: readonly ValidatingAdmissionPolicyBinding[];
}

/** Policies compiled for a Kubernetes version, ready to judge any number of requests. */
export interface PreparedPolicies {
  /** Only those that are bound, by name. */
  readonly bound: readonly BoundPolicy[];
  readonly params: readonly Param[];
  /** A param's value for CEL, converted once. */
  readonly paramValue: (param: Param) => Value;
  /** What an API server of this version would refuse, bound or not. */
  readonly problems: readonly CompileProblem[];
  /** Bound policies that may be for a kind of request, remembered by a key of the kind. */
  readonly candidates: Map<string, readonly BoundPolicy[]>;
}

/** Compiles policies once for a Kubernetes version such as `"1.33"`. */
export function preparePolicies({ policies, bindings, params }: PolicySet, kubernetesVersion: string): PreparedPolicies {
  const library = libraryFor(kubernetesVersion);
  const compiled = policies.map(({ content }) => compilePolicy(content, library)).toSorted((a, b) => codeUnitOrder(a.name, b.name));
  const values = new Map<Param, Value>();
  return {
    bound: compiled.flatMap((policy) => {
      const own = bindings.filter(({ content }) => content.spec.policyName === policy.name).map(({ content }) => content);
      return own.length === 0 ? [] : [{ policy, bindings: own.toSorted((a, b) => codeUnitOrder(a.metadata.name, b.metadata.name)) }];
    }),
    params: params
      .map(({ content }) => content)
      .toSorted((a, b) => codeUnitOrder(a.namespace ?? "", b.namespace ?? "") || codeUnitOrder(a.name, b.name)),
    paramValue: (param) => {
      const value = values.get(param) ?? fromJson(param.value);
      values.set(param, value);
      return value;
    },
    problems: compiled.flatMap(({ problems }) => problems),
    candidates: new Map(),
  };
}
