import { formatPath } from "../../model/problem.ts";
import type { ValuePath } from "../check.ts";
import { isObject } from "../folder.ts";
import type { JsonSchema } from "./json-schema.ts";
import { schemaAt } from "./schema-at.ts";
import type { SchemaFault } from "./schema-faults.ts";

/**
 * Items that have the same keys in a list that the API server keeps as a map,
 * which it refuses: JSON Schema cannot say it.
 * @see https://kubernetes.io/docs/reference/using-api/server-side-apply/#merge-strategy
 */
export function duplicateKeys(root: JsonSchema, value: unknown): readonly SchemaFault[] {
  return [...duplicatesAt(root, root, value, [], 0)];
}

function* duplicatesAt(root: JsonSchema, schema: unknown, value: unknown, path: ValuePath, depth: number): Generator<SchemaFault> {
  if (!isObject(schema) || depth > 100) return;
  const reference = schema["$ref"];
  if (typeof reference === "string") yield* duplicatesAt(root, schemaAt(root, reference), value, path, depth + 1);
  if (Array.isArray(value)) {
    yield* inList(schema, value, path);
    for (const [index, item] of value.entries()) yield* duplicatesAt(root, schema["items"], item, [...path, index], depth + 1);
  } else if (isObject(value)) {
    const { properties, additionalProperties } = schema;
    for (const [key, inner] of Object.entries(value)) {
      if (typeof inner !== "object") continue;
      const part = isObject(properties) && Object.hasOwn(properties, key) ? properties[key] : additionalProperties;
      yield* duplicatesAt(root, part, inner, [...path, key], depth + 1);
    }
  }
}

function* inList(schema: JsonSchema, items: readonly unknown[], path: ValuePath): Generator<SchemaFault> {
  const keys = schema["x-kubernetes-list-map-keys"];
  if (!Array.isArray(keys)) return;
  const seen = new Set<string>();
  for (const [index, item] of items.entries()) {
    if (!isObject(item)) continue;
    const own = keys.map((key) => item[String(key)]);
    const identity = JSON.stringify(own);
    if (seen.has(identity)) {
      const told = keys.map((key, at) => `${String(key)} ${JSON.stringify(own[at]) ?? "unset"}`).join(" and ");
      yield { path: [...path, index], message: `has ${told} twice in ${formatPath(path)}`, hint: "give each its own, or remove one" };
    }
    seen.add(identity);
  }
}
