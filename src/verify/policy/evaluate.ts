import type { RequestInput } from "./admission-request.ts";
import type { Decision } from "./decision.ts";
import { judge } from "./judge.ts";
import { preparePolicies, type PreparedPolicies } from "./prepare-policies.ts";
import type { PolicySet } from "./read-policies.ts";

/** A request with the policies to judge it by. */
export interface Evaluation extends RequestInput {
  readonly policies: PolicySet;
  readonly kubernetesVersion: string;
}

const remembered = new WeakMap<PolicySet, Map<string, PreparedPolicies>>();

/** Judges one request; the policies are compiled when they are first used with a version. */
export function evaluate({ policies, kubernetesVersion, ...input }: Evaluation): readonly Decision[] {
  const versions = remembered.get(policies) ?? new Map<string, PreparedPolicies>();
  remembered.set(policies, versions);
  const prepared = versions.get(kubernetesVersion) ?? preparePolicies(policies, kubernetesVersion);
  versions.set(kubernetesVersion, prepared);
  return judge(prepared, input);
}
