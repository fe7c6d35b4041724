import type { ValuePath } from "../check.ts";
import { isObject } from "../folder.ts";
import type { JsonSchema } from "./json-schema.ts";
import { schemaAt } from "./schema-at.ts";

/**
 * The parts of a schema that speak of the value at a path. Found by way of the
 * value, as a validator tells the place in the schema only up to a reference.
 */
export function schemasFor(root: JsonSchema, path: ValuePath): readonly JsonSchema[] {
  return path.reduce<readonly JsonSchema[]>((schemas, key) => schemas.flatMap((schema) => spread(root, below(schema, key), 0)), spread(root, root, 0));
}

function below(schema: JsonSchema, key: string | number): unknown {
  if (typeof key === "number") return schema["items"];
  const { properties, additionalProperties } = schema;
  return isObject(properties) && Object.hasOwn(properties, key) ? properties[key] : additionalProperties;
}

/** A schema with the parts that speak of the same value. */
function spread(root: JsonSchema, schema: unknown, depth: number): readonly JsonSchema[] {
  if (!isObject(schema) || depth > 20) return [];
  const { $ref: reference } = schema;
  const parts = ["allOf", "anyOf", "oneOf"].flatMap((keyword): readonly unknown[] => (Array.isArray(schema[keyword]) ? schema[keyword] : []));
  const all = [...(typeof reference === "string" ? [schemaAt(root, reference)] : []), ...parts, schema["then"], schema["else"]];
  return [schema, ...all.flatMap((part) => spread(root, part, depth + 1))].slice(0, 50);
}
