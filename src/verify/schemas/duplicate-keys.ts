import { formatPath } from "../../model/problem.ts";
import type { ValuePath } from "../check.ts";
import { isObject } from "../folder.ts";
import type { JsonSchema } from "./json-schema.ts";
import type { SchemaFault } from "./schema-faults.ts";
import { schemaPlace, type SchemaPlace } from "./schemas-for.ts";

/**
 * Items that have the same keys in a list that the API server keeps as a map,
 * which it refuses: JSON Schema cannot say it.
 * @see https://kubernetes.io/docs/reference/using-api/server-side-apply/#merge-strategy
 */
export function duplicateKeys(root: JsonSchema, value: unknown): readonly SchemaFault[] {
  const found: SchemaFault[] = [];
  collect(found, schemaPlace(root), value, []);
  return found;
}

function collect(found: SchemaFault[], place: SchemaPlace, value: unknown, path: ValuePath): void {
  if (typeof value !== "object" || value === null || place.schemas.length === 0) return;
  if (Array.isArray(value)) for (const schema of place.schemas) found.push(...inList(schema, value, path));
  const items: readonly (readonly [string | number, unknown])[] = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  for (const [key, inner] of items) if (typeof inner === "object") collect(found, place.below(key), inner, [...path, key]);
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
