import { isObject } from "../folder.ts";
import { text, type JsonSchema } from "./json-schema.ts";
import { objectMetadata } from "./kinds/object-metadata.ts";
import { isMatchable } from "./matches.ts";

/** Keywords that are kept as they are. */
const kept = new Set([
  "enum",
  "maximum",
  "minimum",
  "maxItems",
  "maxLength",
  "maxProperties",
  "minItems",
  "minLength",
  "minProperties",
  "multipleOf",
  "required",
  "type",
  "uniqueItems",
  "x-kubernetes-list-map-keys",
]);
const deepest = 60;

/** A schema made of a CRD's, with what of it is not checked. */
export interface CrdSchema {
  readonly schema: JsonSchema;
  readonly unchecked: readonly string[];
}

/**
 * The schema of a CustomResourceDefinition as a strict one: the API server
 * drops fields that it does not know without a word, here they are errors.
 * Fields stay free where the CRD keeps unknown ones.
 * @see https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#field-pruning
 */
export function crdSchema(openApi: JsonSchema): CrdSchema {
  const unchecked: string[] = [];
  const whole = strict(openApi, unchecked, 0);
  const own = isObject(whole["properties"]) ? whole["properties"] : {};
  return {
    schema: { ...whole, type: "object", properties: { ...own, apiVersion: text, kind: text, metadata: objectMetadata() } },
    unchecked,
  };
}

function strict(schema: unknown, unchecked: string[], depth: number): JsonSchema {
  if (!isObject(schema) || depth > deepest) return {};
  const part = (inner: unknown): JsonSchema => strict(inner, unchecked, depth + 1);
  const named = (inner: unknown): JsonSchema =>
    Object.fromEntries(Object.entries(isObject(inner) ? inner : {}).map(([name, one]) => [name, part(one)]));
  const listed = (inner: unknown): readonly JsonSchema[] =>
    Array.isArray(inner) ? inner.map((one) => loose(one, unchecked, depth + 1)) : [];
  const intOrString = schema["x-kubernetes-int-or-string"] === true;
  return {
    ...Object.fromEntries(Object.entries(schema).filter(([keyword]) => kept.has(keyword))),
    ...limits(schema),
    ...patternOf(schema, unchecked),
    ...(intOrString ? { type: ["integer", "string"] } : {}),
    ...(schema["properties"] === undefined ? {} : { properties: { ...embedded(schema), ...named(schema["properties"]) } }),
    ...additional(schema, part),
    ...(schema["items"] === undefined ? {} : { items: part(schema["items"]) }),
    ...Object.fromEntries(
      ["allOf", "oneOf", ...(intOrString ? [] : ["anyOf"])]
        .filter((keyword) => schema[keyword] !== undefined)
        .map((keyword) => [keyword, listed(schema[keyword])]),
    ),
    ...(schema["not"] === undefined ? {} : { not: loose(schema["not"], unchecked, depth + 1) }),
    ...nullable(schema),
  };
}

/** A condition beside the fields: it says nothing about which fields there are. */
function loose(schema: unknown, unchecked: string[], depth: number): JsonSchema {
  const { additionalProperties: _, ...rest } = strict(schema, unchecked, depth);
  const { properties } = rest;
  if (!isObject(properties)) return rest;
  const inner = isObject(schema) && isObject(schema["properties"]) ? schema["properties"] : {};
  return {
    ...rest,
    properties: Object.fromEntries(Object.keys(properties).map((name) => [name, loose(inner[name], unchecked, depth + 1)])),
  };
}

function additional(schema: JsonSchema, part: (inner: unknown) => JsonSchema): JsonSchema {
  const { additionalProperties } = schema;
  if (isObject(additionalProperties)) return { additionalProperties: part(additionalProperties) };
  const isFree = schema["x-kubernetes-preserve-unknown-fields"] === true || additionalProperties === true;
  if (isFree || (schema["type"] !== "object" && schema["properties"] === undefined)) return {};
  return { additionalProperties: false, ...(schema["properties"] === undefined ? { properties: embedded(schema) } : {}) };
}

function embedded(schema: JsonSchema): JsonSchema {
  return schema["x-kubernetes-embedded-resource"] === true ? { apiVersion: text, kind: text, metadata: objectMetadata() } : {};
}

function limits({ exclusiveMinimum, exclusiveMaximum, minimum, maximum, format, type }: JsonSchema): JsonSchema {
  return {
    ...(type === "integer" && format === "int32" ? { minimum: minimum ?? -2_147_483_648, maximum: maximum ?? 2_147_483_647 } : {}),
    ...(exclusiveMinimum === true && minimum !== undefined ? { exclusiveMinimum: minimum } : {}),
    ...(exclusiveMaximum === true && maximum !== undefined ? { exclusiveMaximum: maximum } : {}),
  };
}

function patternOf({ pattern }: JsonSchema, unchecked: string[]): JsonSchema {
  if (typeof pattern !== "string") return {};
  if (isMatchable(pattern)) return { pattern };
  unchecked.push(pattern);
  return {};
}

function nullable({ nullable: may, type, enum: values }: JsonSchema): JsonSchema {
  if (may !== true) return {};
  return { ...(typeof type === "string" ? { type: [type, "null"] } : {}), ...(Array.isArray(values) ? { enum: [...values, null] } : {}) };
}
