import { isRecord } from "../is-record.ts";

/** Keys of a map. The unsigned key `1u` is kept as the integer 1, which CEL holds for equal. */
export type MapKey = string | bigint | boolean;

/** A map of CEL; JSON objects are maps with text keys. */
export type CelMap = ReadonlyMap<MapKey, Value>;

/** An object with declared fields, each computed when it is first asked for. */
export interface Struct {
  readonly kind: "struct";
  readonly type: string;
  /** The field's value, or `undefined` when the object has none. */
  readonly field: (name: string) => Value | undefined;
}

/** A value of a type that a library adds, such as a quantity: opaque to all functions but its own. */
export interface Opaque {
  readonly kind: "opaque";
  readonly type: string;
  readonly data: object;
  readonly equals: (other: Opaque) => boolean;
}

export interface Uint {
  readonly kind: "uint";
  readonly value: bigint;
}

/** A point in time, in nanoseconds since 1970 in UTC. */
export interface Timestamp {
  readonly kind: "timestamp";
  readonly nanos: bigint;
}

export interface Duration {
  readonly kind: "duration";
  readonly nanos: bigint;
}

/** A type as a value, which `type(x)` gives. */
interface TypeValue {
  readonly kind: "type";
  readonly name: string;
}

export interface Optional {
  readonly kind: "optional";
  readonly value: Value | undefined;
}

/** What is not a plain JavaScript value; told apart by `kind`. */
export type Boxed = Uint | Timestamp | Duration | TypeValue | Optional | Struct | Opaque;

/**
 * A value of CEL. `bigint` is int, `number` is double; the two never mix.
 * @see https://github.com/google/cel-spec/blob/master/doc/langdef.md#values
 */
export type Value = null | boolean | bigint | number | string | Uint8Array | readonly Value[] | CelMap | Boxed;

export const none: Optional = { kind: "optional", value: undefined };

export function uint(value: bigint): Uint {
  return { kind: "uint", value };
}

export function isMap(value: Value): value is CelMap {
  return value instanceof Map;
}

export function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

export function isBytes(value: Value): value is Uint8Array {
  return value instanceof Uint8Array;
}

/** The boxed value, or `undefined` for a plain one. */
export function boxed(value: Value): Boxed | undefined {
  return typeof value === "object" && value !== null && !isMap(value) && !isList(value) && !isBytes(value) ? value : undefined;
}

/** Name of a value's type, as `type(value)` prints it. */
export function typeName(value: Value): string {
  if (value === null) return "null_type";
  switch (typeof value) {
    case "boolean":
      return "bool";
    case "bigint":
      return "int";
    case "number":
      return "double";
    case "string":
      return "string";
    default:
  }
  if (isList(value)) return "list";
  if (isMap(value)) return "map";
  if (isBytes(value)) return "bytes";
  switch (value.kind) {
    case "timestamp":
      return "google.protobuf.Timestamp";
    case "duration":
      return "google.protobuf.Duration";
    case "optional":
      return "optional_type";
    case "struct":
    case "opaque":
      return value.type;
    default:
      return value.kind;
  }
}

/** The key under which a value is looked up in a map, or `undefined` when it cannot be one. */
export function mapKey(value: Value): MapKey | undefined {
  if (typeof value === "string" || typeof value === "bigint" || typeof value === "boolean") return value;
  if (typeof value === "number") return Number.isInteger(value) ? BigInt(value) : undefined;
  const box = boxed(value);
  return box?.kind === "uint" ? box.value : undefined;
}

/**
 * A JSON value as the API server hands it to CEL: whole numbers are ints, other
 * numbers doubles, objects maps. Keys such as `__proto__` are keys like any other.
 */
export function fromJson(value: unknown): Value {
  if (value === null || typeof value === "boolean" || typeof value === "string" || typeof value === "bigint") return value;
  if (typeof value === "number") return Number.isSafeInteger(value) ? BigInt(value) : wideNumber(value);
  if (Array.isArray(value)) return value.map(fromJson);
  if (isRecord(value)) {
    const map = new Map<MapKey, Value>();
    for (const key of Object.keys(value)) {
      const entry = value[key];
      if (entry !== undefined) map.set(key, fromJson(entry));
    }
    return map;
  }
  throw new TypeError(`Cannot hold a ${typeof value} in JSON`);
}

function wideNumber(value: number): Value {
  return Number.isInteger(value) && Math.abs(value) < 2 ** 63 ? BigInt(value) : value;
}
