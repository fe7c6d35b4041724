import type { ValuePath } from "../check.ts";
import { isObject } from "../folder.ts";
import type { JsonSchema } from "./json-schema.ts";

/** The part of a schema that a local reference such as `#/$defs/port` points to. */
export function schemaAt(root: JsonSchema, reference: string): unknown {
  if (!reference.startsWith("#")) return undefined;
  let part: unknown = root;
  for (const key of pointerKeys(decoded(reference.slice(1)))) {
    if (Array.isArray(part)) part = part[Number(key)];
    else part = isObject(part) && Object.hasOwn(part, key) ? part[key] : undefined;
  }
  return part;
}

/** The keys of a JSON pointer. */
export function pointerKeys(pointer: string): readonly string[] {
  return pointer === ""
    ? []
    : pointer
        .slice(1)
        .split("/")
        .map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** Where a reference such as `#/allOf/0` leads, as keys and indexes. */
export function pointerPath(reference: string): ValuePath {
  return pointerKeys(reference.slice(1)).map((key) => (/^\d{1,9}$/.test(key) ? Number(key) : key));
}

/** A key as a part of a JSON pointer. */
export function pointerKey(key: string): string {
  return key.replaceAll("~", "~0").replaceAll("/", "~1");
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
