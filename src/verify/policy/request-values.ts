import type { AdmissionRequest } from "./admission-request.ts";
import { NotEvaluable } from "./cel/fault.ts";
import { unknownAuthorizer, unknownResourceCheck } from "./cel/functions/authorizer.ts";
import { fromJson, type MapKey, type Struct, type Value } from "./cel/value.ts";
import { namespaceLabels } from "./match-resources.ts";

/** Values of the variables that are the same for every policy, by name. */
export type RequestValues = Readonly<
  Record<"object" | "oldObject" | "request" | "namespaceObject" | "authorizer" | "authorizer.requestResource", Value>
>;

/**
 * The variables of a request. `version` is the one the policy asked for; what a
 * kind's versions have in common is all that such a change may touch. Fields
 * that only a cluster knows, such as the user, say so when they are looked at.
 */
export function requestValues(request: AdmissionRequest, version: string, valueOf = fromJson): RequestValues {
  return {
    object: objectValue(request.object, request, version, valueOf),
    oldObject: objectValue(request.oldObject, request, version, valueOf),
    request: requestStruct(request, version),
    namespaceObject: namespaceStruct(request),
    authorizer: unknownAuthorizer,
    "authorizer.requestResource": unknownResourceCheck,
  };
}

/** Converts JSON as {@link fromJson} does, and objects that it has converted before no second time. */
export function sharedParts(): (part: unknown) => Value {
  const converted = new Map<unknown, Value>();
  return (part) => {
    if (typeof part !== "object" || part === null) return fromJson(part);
    const value = converted.get(part) ?? fromJson(part);
    converted.set(part, value);
    return value;
  };
}

function objectValue(
  object: AdmissionRequest["object"],
  { group }: AdmissionRequest,
  version: string,
  valueOf: (part: unknown) => Value,
): Value {
  if (object === undefined) return null;
  const value = new Map<MapKey, Value>();
  for (const [key, part] of Object.entries(object)) if (part !== undefined) value.set(key, valueOf(part));
  return value.set("apiVersion", group === "" ? version : `${group}/${version}`);
}

/** An object whose fields are computed when they are asked for. */
function struct(type: string, field: Struct["field"]): Struct {
  return { kind: "struct", type, field };
}

/** What nobody knows without a cluster. */
function needsCluster(what: string): never {
  throw new NotEvaluable(`${what} needs a cluster`);
}

function requestStruct(request: AdmissionRequest, version: string): Struct {
  const { group, kind, known } = request;
  const names = (type: string, given: string) =>
    struct(type, (name) => {
      switch (name) {
        case "group":
          return group;
        case "version":
          return given;
        case "kind":
          return kind;
        default:
          return known?.plural ?? needsCluster(`the resource name of kind ${kind}`);
      }
    });
  return struct("kubernetes.AdmissionRequest", (name) => {
    switch (name) {
      case "kind":
        return names("kubernetes.GroupVersionKind", version);
      case "requestKind":
        return names("kubernetes.GroupVersionKind", request.version);
      case "resource":
        return names("kubernetes.GroupVersionResource", version);
      case "requestResource":
        return names("kubernetes.GroupVersionResource", request.version);
      case "name":
        return request.name === "" ? undefined : request.name;
      case "namespace":
        return request.namespace === "" ? undefined : request.namespace;
      case "operation":
        return request.operation;
      case "userInfo":
        return needsCluster("the user of a request");
      case "dryRun":
        return needsCluster("whether a request is a dry run");
      case "options":
        return needsCluster("what a request asks for besides");
      default:
        return undefined;
    }
  });
}

function namespaceStruct({ namespace, namespaceObject }: AdmissionRequest): Value {
  if (namespace === "") return null;
  const metadata = struct("kubernetes.NamespaceMetadata", (name) => {
    if (name === "name") return namespace;
    if (name !== "labels" || namespaceObject === undefined) return needsCluster(`metadata.${name} of namespace "${namespace}"`);
    return fromJson(namespaceLabels(namespace, namespaceObject.labels));
  });
  return struct("kubernetes.Namespace", (name) => (name === "metadata" ? metadata : needsCluster(`the ${name} of a namespace`)));
}
