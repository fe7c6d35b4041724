import { flag, form, object, record, text, type JsonSchema } from "../json-schema.ts";
import { base64 } from "./forms.ts";
import { objectMetadata } from "./object-metadata.ts";

const key = form("^(?!\\.{1,2}$)[-._a-zA-Z0-9]{1,253}$", "a key of letters, digits, hyphens, dots and underscores");

/** @see https://kubernetes.io/docs/reference/kubernetes-api/config-and-storage-resources/config-map-v1/ */
export const configMap: JsonSchema = object(
  {
    apiVersion: { const: "v1" },
    kind: { const: "ConfigMap" },
    metadata: objectMetadata(),
    data: record(text, key),
    binaryData: record(base64, key),
    immutable: flag,
  },
  ["apiVersion", "kind", "metadata"],
);
