import { nearest } from "../../base/nearest.ts";
import { knownKinds, rolloutKind } from "./kinds.ts";
import type { PolicySet } from "./read-policies.ts";

/** A document that an API server takes, and that judges nothing. */
export interface IdleDocument {
  readonly file: string;
  readonly document: number;
  readonly path: readonly (string | number)[];
  readonly message: string;
  readonly hint: string;
}

/**
 * Policies that no binding puts into force, bindings of a policy that is not
 * there, and rules for a resource that is misspelt. An API server takes all of
 * them without a word.
 */
export function* idleDocuments({ policies, bindings }: PolicySet): Generator<IdleDocument> {
  const bound = new Set(bindings.map(({ content }) => content.spec.policyName));
  const names = policies.map(({ content }) => content.metadata.name);
  for (const { file, document, content } of policies) {
    const { name } = content.metadata;
    if (!bound.has(name))
      yield {
        file,
        document,
        path: ["metadata", "name"],
        message: `policy "${name}" judges nothing: no ValidatingAdmissionPolicyBinding names it`,
        hint: "add a binding with this policyName, or remove the policy",
      };
    for (const [index, { apiGroups, resources }] of content.spec.matchConstraints.resourceRules.entries()) {
      for (const [place, resource] of resources.entries()) {
        const meant = meantResource(apiGroups, resource);
        if (meant !== undefined)
          yield {
            file,
            document,
            path: ["spec", "matchConstraints", "resourceRules", index, "resources", place],
            message: `policy "${name}" is for "${resource}" of ${apiGroups.join(", ") || "the core group"}, which is no resource`,
            hint: `did you mean "${meant}"?`,
          };
      }
    }
  }
  for (const { file, document, content } of bindings) {
    const { policyName } = content.spec;
    if (names.includes(policyName)) continue;
    const meant = nearest(policyName, names);
    yield {
      file,
      document,
      path: ["spec", "policyName"],
      message: `binding "${content.metadata.name}" puts nothing into force: there is no policy "${policyName}"`,
      hint: meant === undefined ? "add the policy, or remove the binding" : `did you mean "${meant}"?`,
    };
  }
}

/** The resource that was meant by the name of its kind (`Ingress`, `ingress`); of Rampart's own group, anything else is a slip. */
function meantResource(apiGroups: readonly string[], resource: string): string | undefined {
  const known = knownKinds.filter(({ group }) => apiGroups.includes(group));
  if (resource.includes("*") || resource.includes("/") || known.some(({ plural }) => plural === resource)) return undefined;
  const named = known.find(({ kind, plural }) => [kind.toLowerCase(), plural].includes(resource.toLowerCase()));
  return named?.plural ?? (apiGroups.length === 1 && apiGroups[0] === rolloutKind.group ? rolloutKind.plural : undefined);
}
