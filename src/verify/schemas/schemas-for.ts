import type { ValuePath } from "../check.ts";
import { isObject } from "../folder.ts";
import type { JsonSchema } from "./json-schema.ts";
import { schemaAt } from "./schema-at.ts";

/** More parts of a schema than ever speak of one value. */
const most = 50;

/**
 * The parts of a schema that speak of the value at a path. Found by way of the
 * value, as a validator tells the place in the schema only up to a reference.
 */
export function schemasFor(root: JsonSchema, path: ValuePath): readonly JsonSchema[] {
  return path.reduce<readonly JsonSchema[]>((schemas, key) => schemasBelow(root, schemas, key), spread(root, root));
}

/** The parts that speak of a field or an item, where the given ones speak of the whole. */
export function schemasBelow(root: JsonSchema, schemas: readonly JsonSchema[], key: string | number): readonly JsonSchema[] {
  return [...new Set(schemas.flatMap((schema) => spread(root, below(schema, key))))].slice(0, most);
}

function below(schema: JsonSchema, key: string | number): unknown {
  if (typeof key === "number") return schema["items"];
  const { properties, additionalProperties } = schema;
  return isObject(properties) && Object.hasOwn(properties, key) ? properties[key] : additionalProperties;
}

/** A schema with the parts that speak of the same value, each once. */
function spread(root: JsonSchema, first: unknown): readonly JsonSchema[] {
  const found = new Set<JsonSchema>();
  const open: unknown[] = [first];
  while (open.length > 0 && found.size < most) {
    const schema = open.shift();
    if (!isObject(schema) || found.has(schema)) continue;
    found.add(schema);
    const { $ref: reference } = schema;
    if (typeof reference === "string") open.push(schemaAt(root, reference));
    for (const keyword of ["allOf", "anyOf", "oneOf"]) if (Array.isArray(schema[keyword])) open.push(...schema[keyword].slice(0, most));
    open.push(schema["then"], schema["else"]);
  }
  return [...found];
}
