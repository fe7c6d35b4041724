import { admissionRequest, type AdmissionRequest, type RequestInput } from "./admission-request.ts";
import type { AuditNote, Decision } from "./decision.ts";
import { findParams } from "./find-params.ts";
import { matchResources } from "./match-resources.ts";
import type { NamedRule } from "./policy-document.ts";
import type { BoundPolicy, PreparedPolicies } from "./prepare-policies.ts";
import { requestValues, sharedParts, type RequestValues } from "./request-values.ts";
import { validate } from "./validate.ts";

/** What all policies say of a request. Empty when each allows it. */
export function judge(prepared: PreparedPolicies, input: RequestInput): readonly Decision[] {
  return judging(prepared)(input);
}

/** The same for one request after the other: what their objects share, as the steps of a rollout do, is converted once. */
export function judging(prepared: PreparedPolicies): (input: RequestInput) => readonly Decision[] {
  const valueOf = sharedParts();
  return (input) => {
    const request = admissionRequest(input);
    const converted = new Map<string, RequestValues>();
    const valuesOf = (version: string) => {
      const values = converted.get(version) ?? requestValues(request, version, valueOf);
      converted.set(version, values);
      return values;
    };
    return candidatesFor(prepared, request).flatMap((bound) => judgeOne(prepared, bound, request, valuesOf));
  };
}

/** Policies with a rule that may mean the request; remembered, because requests of one kind are many. */
function candidatesFor({ bound, candidates }: PreparedPolicies, request: AdmissionRequest): readonly BoundPolicy[] {
  const key = [request.operation, request.group, request.version, request.kind, request.known?.plural].join(" ");
  const known =
    candidates.get(key) ??
    bound.filter(({ policy }) => policy.document.spec.matchConstraints.resourceRules.some((rule) => mayMean(rule, request)));
  candidates.set(key, known);
  return known;
}

function mayMean({ operations, apiGroups, resources }: NamedRule, { operation, group, known }: AdmissionRequest): boolean {
  return (
    (operations.includes("*") || operations.includes(operation)) &&
    (apiGroups.includes("*") || apiGroups.includes(group)) &&
    (known === undefined || resources.some((resource) => resource.startsWith("*") || resource.split("/", 1)[0] === known.plural))
  );
}

function judgeOne(
  prepared: PreparedPolicies,
  { policy, bindings }: BoundPolicy,
  request: AdmissionRequest,
  valuesOf: (version: string) => RequestValues,
): readonly Decision[] {
  const match = matchResources(policy.document.spec.matchConstraints, request);
  if (match === undefined) return [];
  const of = { kind: "problem", policy: policy.name } as const;
  if ("problem" in match) return [{ ...of, problem: match.problem }];
  const decisions: Decision[] = [];
  for (const binding of bindings) {
    const name = binding.metadata.name;
    const meant = binding.spec.matchResources === undefined ? match : matchResources(binding.spec.matchResources, request);
    if (meant === undefined) continue;
    if ("problem" in meant) decisions.push({ ...of, binding: name, problem: meant.problem });
    else if (policy.problems[0] !== undefined) {
      decisions.push(...policy.problems.map(({ path, problem }) => ({ ...of, binding: name, problem: `${pathText(path)} ${problem}` })));
    } else {
      const params = findParams(policy.document, binding, prepared.params, request);
      if ("misconfigured" in params)
        decisions.push(...misconfigured(policy.name, name, policy.document.spec.failurePolicy, params.misconfigured));
      else {
        for (const param of params) {
          const given = param === undefined ? undefined : { name: param.name, value: prepared.paramValue(param) };
          decisions.push(...validate({ policy, binding, request, values: valuesOf(match.version), params: given }));
        }
      }
    }
  }
  return mergeNotes(decisions);
}

function misconfigured(policy: string, binding: string, failurePolicy: "Fail" | "Ignore", what: string): readonly Decision[] {
  if (failurePolicy === "Ignore") return [];
  return [{ kind: "violation", policy, binding, action: "Deny", message: `failed to configure binding: ${what}`, reason: "Invalid" }];
}

/** Notes of one key become one, with each value once. */
function mergeNotes(decisions: readonly Decision[]): readonly Decision[] {
  const notes = new Map<string, { readonly first: AuditNote; readonly values: Set<string> }>();
  for (const decision of decisions) {
    if (decision.kind !== "annotation") continue;
    const { key, value } = decision.annotation;
    const known = notes.get(key) ?? { first: decision, values: new Set() };
    known.values.add(value);
    notes.set(key, known);
  }
  if (notes.size === 0) return decisions;
  return [
    ...decisions.filter(({ kind }) => kind !== "annotation"),
    ...[...notes.values()].map(({ first, values }) => ({
      ...first,
      annotation: { key: first.annotation.key, value: [...values].join(", ") },
    })),
  ];
}

/** A path as it is written: `spec.validations[0].expression`. */
export function pathText(path: readonly (string | number)[]): string {
  return path.map((part, index) => (typeof part === "number" ? `[${part}]` : index === 0 ? part : `.${part}`)).join("");
}
