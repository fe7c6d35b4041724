import type { ValuePath } from "../check.ts";
import { isObject } from "../folder.ts";

/** An object of which nothing is known. */
export type Fields = Readonly<Record<string, unknown>>;

/** A rule of the CRD that does not hold: what the API server will answer, and where. */
export interface Violation {
  readonly path: ValuePath;
  /** The rule's message in the CRD. */
  readonly message: string;
}

/** The objects of a list with their indexes; whatever else there is belongs to the schema. */
export function items(value: unknown): readonly (readonly [number, Fields])[] {
  return Array.isArray(value) ? [...value.entries()].flatMap(([index, item]) => (isObject(item) ? [[index, item] as const] : [])) : [];
}

/** An object, or an empty one. */
export function fields(value: unknown): Fields {
  return isObject(value) ? value : {};
}

/** Whether a field is set. */
export function has(value: Fields, key: string): boolean {
  return Object.hasOwn(value, key) && value[key] !== undefined && value[key] !== null;
}
