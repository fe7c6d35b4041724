import type { AdmissionRequest } from "./admission-request.ts";
import { isEmpty, selects } from "./label-selector.ts";
import type { MatchResources, NamedRule } from "./policy-document.ts";

/** Whether a request is meant, and under which version the policy asked for the object; or why nobody can say. */
export type Match = { readonly version: string } | { readonly problem: string } | undefined;

/**
 * Whether a request is what a policy or a binding is for. Selectors and
 * exclusions are looked at first, as the API server does.
 */
export function matchResources(resources: MatchResources, request: AdmissionRequest): Match {
  const inNamespace = matchesNamespace(resources, request);
  if (inNamespace === false) return undefined;
  if (!matchesObject(resources, request)) return undefined;
  const excluded = matchRules(resources.excludeResourceRules, resources.matchPolicy, request);
  if (excluded !== undefined) return "problem" in excluded ? excluded : undefined;
  const matched =
    resources.resourceRules.length === 0
      ? { version: request.version }
      : matchRules(resources.resourceRules, resources.matchPolicy, request);
  if (matched === undefined || "problem" in matched) return matched;
  return inNamespace === true ? matched : { problem: inNamespace };
}

function matchesNamespace({ namespaceSelector }: MatchResources, request: AdmissionRequest): boolean | string {
  if (isEmpty(namespaceSelector)) return true;
  if (request.group === "" && request.kind === "Namespace")
    return selects(namespaceSelector, namespaceLabels(request.name, request.labels[0] ?? {}));
  if (request.namespace === "") return true;
  if (request.namespaceObject === undefined) return `the labels of namespace "${request.namespace}" are not known`;
  return selects(namespaceSelector, namespaceLabels(request.namespace, request.namespaceObject.labels));
}

/** Every namespace carries its name as a label. */
export function namespaceLabels(name: string, labels: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return { "kubernetes.io/metadata.name": name, ...labels };
}

/** Either side of a change may be chosen. */
function matchesObject({ objectSelector }: MatchResources, { labels }: AdmissionRequest): boolean {
  return isEmpty(objectSelector) || labels.some((side) => selects(objectSelector, side));
}

function matchRules(rules: readonly NamedRule[], matchPolicy: MatchResources["matchPolicy"], request: AdmissionRequest): Match {
  const others = matchPolicy === "Exact" ? [] : (request.known?.versions ?? []).filter((version) => version !== request.version);
  let problem: Match;
  for (const version of [request.version, ...others]) {
    for (const rule of rules) {
      const outcome = matchesRule(rule, version, request);
      if (outcome === true) return { version };
      if (typeof outcome === "string") problem = { problem: outcome };
    }
  }
  return problem;
}

function matchesRule(rule: NamedRule, version: string, request: AdmissionRequest): boolean | string {
  if (rule.resourceNames.length > 0 && !rule.resourceNames.includes(request.name)) return false;
  if (!covers(rule.operations, request.operation) || !covers(rule.apiGroups, request.group) || !covers(rule.apiVersions, version))
    return false;
  if (rule.scope !== "*" && (rule.scope === "Cluster") !== (request.namespace === "")) return false;
  const plural = request.known?.plural;
  const names = namesOf(rule);
  if (names.includes("*") || (plural !== undefined && names.includes(plural))) return true;
  return plural === undefined && names.length > 0 ? `the resource name of kind ${request.kind} (${request.group}) is not known` : false;
}

const known = new WeakMap<NamedRule, readonly string[]>();

/** Names of the resources that a rule means as a whole, not a part of them such as `pods/exec`. */
function namesOf(rule: NamedRule): readonly string[] {
  const before = known.get(rule);
  if (before !== undefined) return before;
  const names = rule.resources.flatMap((resource) => {
    const [name = "", part = "*"] = resource.split("/", 2);
    return part === "*" ? [name] : [];
  });
  known.set(rule, names);
  return names;
}

function covers(items: readonly string[], item: string): boolean {
  return items.includes("*") || items.includes(item);
}
