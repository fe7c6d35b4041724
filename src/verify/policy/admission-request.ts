import { UserError } from "../../base/user-error.ts";
import { recordAt, textAt } from "./is-record.ts";
import { kindOf, knownKinds, splitApiVersion, type Kind } from "./kinds.ts";

/** The namespace an object is in, as far as it is known without a cluster. */
export interface NamespaceObject {
  /** Without it, the labels are those of whatever namespace the object names. */
  readonly name?: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** What would be asked of the API server. */
export interface RequestInput {
  readonly operation: "CREATE" | "UPDATE" | "DELETE";
  /** The object as it will be; none when it is deleted. */
  readonly object?: Readonly<Record<string, unknown>> | undefined;
  /** The object as it was; none when it is created. */
  readonly oldObject?: Readonly<Record<string, unknown>> | undefined;
  readonly namespaceObject?: NamespaceObject | undefined;
  /** Kinds beyond those that are known. */
  readonly kinds?: readonly Kind[] | undefined;
}

/** A request with all that matching needs. */
export interface AdmissionRequest {
  readonly operation: "CREATE" | "UPDATE" | "DELETE";
  readonly object: Readonly<Record<string, unknown>> | undefined;
  readonly oldObject: Readonly<Record<string, unknown>> | undefined;
  /** Labels of the object and of the one there was, as far as there are both. */
  readonly labels: readonly Readonly<Record<string, string>>[];
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  /** Absent for a kind that is not known: nobody can say which rules mean it. */
  readonly known: Kind | undefined;
  readonly name: string;
  /** Empty for an object of the cluster. */
  readonly namespace: string;
  /** Absent when nothing is known of the namespace. */
  readonly namespaceObject: NamespaceObject | undefined;
}

/** Completes a request. An object that names no namespace goes into the one that is given. */
export function admissionRequest(input: RequestInput): AdmissionRequest {
  const { operation, object, oldObject, namespaceObject } = input;
  const subject = object ?? oldObject;
  const [apiVersion, kind] = [textAt(subject, "apiVersion"), textAt(subject, "kind")];
  if (subject === undefined || apiVersion === undefined || kind === undefined) {
    throw new UserError("Cannot judge an object without apiVersion and kind", { hint: "policies are for Kubernetes objects" });
  }
  const [group, version] = splitApiVersion(apiVersion);
  const known = kindOf(input.kinds ?? [], group, kind) ?? kindOf(knownKinds, group, kind);
  const metadata = recordAt(subject, "metadata");
  const namespace = known?.namespaced === false ? "" : (textAt(metadata, "namespace") ?? namespaceObject?.name ?? "");
  const sides = { object: operation === "DELETE" ? undefined : object, oldObject: operation === "CREATE" ? undefined : oldObject };
  return {
    operation,
    ...sides,
    labels: Object.values(sides).flatMap((side) => (side === undefined ? [] : [labelsOf(side)])),
    group,
    version,
    kind,
    known,
    name: textAt(metadata, "name") ?? "",
    namespace,
    namespaceObject: (namespaceObject?.name ?? namespace) === namespace ? namespaceObject : undefined,
  };
}

function labelsOf(object: unknown): Readonly<Record<string, string>> {
  const labels = recordAt(recordAt(object, "metadata"), "labels");
  return Object.fromEntries(Object.entries(labels).filter((entry): entry is [string, string] => typeof entry[1] === "string"));
}
