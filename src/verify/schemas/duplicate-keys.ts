import { formatPath } from "../../model/problem.ts";
import type { ValuePath } from "../check.ts";
import { isObject } from "../folder.ts";
import type { JsonSchema } from "./json-schema.ts";
import type { SchemaFault } from "./schema-faults.ts";
import { schemasBelow, schemasFor } from "./schemas-for.ts";

/**
 * Items that have the same keys in a list that the API server keeps as a map,
 * which it refuses: JSON Schema cannot say it.
 * @see https://kubernetes.io/docs/reference/using-api/server-side-apply/#merge-strategy
 */
export function duplicateKeys(root: JsonSchema, value: unknown): readonly SchemaFault[] {
  return [...duplicatesAt(root, schemasFor(root, []), value, [])];
}

function* duplicatesAt(root: JsonSchema, schemas: readonly JsonSchema[], value: unknown, path: ValuePath): Generator<SchemaFault> {
  if (typeof value !== "object" || value === null || schemas.length === 0) return;
  if (Array.isArray(value)) for (const schema of schemas) yield* inList(schema, value, path);
  const items: readonly (readonly [string | number, unknown])[] = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  const shared = Array.isArray(value) ? schemasBelow(root, schemas, 0) : undefined;
  for (const [key, inner] of items) {
    if (typeof inner === "object") yield* duplicatesAt(root, shared ?? schemasBelow(root, schemas, key), inner, [...path, key]);
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
