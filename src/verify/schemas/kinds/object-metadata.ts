import { flag, integer, list, object, record, text, type JsonSchema } from "../json-schema.ts";
import { annotationKey, labelKey, labelName, labelValue, subdomainName } from "./forms.ts";

const anyObject: JsonSchema = { type: "object" };

/**
 * Metadata of every object, with all fields the server may add.
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/object-meta/
 */
export function objectMetadata(name: JsonSchema = subdomainName): JsonSchema {
  return object({
    name,
    generateName: text,
    namespace: labelName,
    labels: record(labelValue, labelKey),
    annotations: record(text, annotationKey),
    finalizers: list(text),
    ownerReferences: list(
      object({ apiVersion: text, kind: text, name: text, uid: text, controller: flag, blockOwnerDeletion: flag }, [
        "apiVersion",
        "kind",
        "name",
        "uid",
      ]),
    ),
    uid: text,
    resourceVersion: text,
    generation: integer(0, Number.MAX_SAFE_INTEGER),
    creationTimestamp: { type: ["string", "null"] },
    deletionTimestamp: text,
    deletionGracePeriodSeconds: integer(0, Number.MAX_SAFE_INTEGER),
    selfLink: text,
    managedFields: list(
      object({ apiVersion: text, fieldsType: text, fieldsV1: anyObject, manager: text, operation: text, subresource: text, time: text }),
    ),
  });
}

/** A condition in a status. */
export const condition = object({
  type: text,
  status: { enum: ["True", "False", "Unknown"] },
  observedGeneration: integer(0, Number.MAX_SAFE_INTEGER),
  lastTransitionTime: text,
  reason: text,
  message: text,
});

/** Which address a load balancer has. */
export const loadBalancerStatus = object({
  ingress: list(
    object({
      hostname: text,
      ip: text,
      ipMode: text,
      ports: list(object({ error: text, port: integer(), protocol: text }, ["port", "protocol"])),
    }),
  ),
});
