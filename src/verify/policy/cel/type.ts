/** Types that have no parts. */
type PlainKind = "dyn" | "bool" | "int" | "uint" | "double" | "string" | "bytes" | "null" | "timestamp" | "duration";

/**
 * A static type. `param` stands for a type that is not known yet (in a
 * declaration: for any type, the same one at each place).
 * @see https://github.com/google/cel-spec/blob/master/doc/langdef.md#gradual-type-checking
 */
export type Type =
  | { readonly kind: PlainKind }
  | { readonly kind: "param"; readonly name: string }
  | { readonly kind: "list"; readonly parts: readonly [Type] }
  | { readonly kind: "map"; readonly parts: readonly [Type, Type] }
  | { readonly kind: "type"; readonly parts: readonly Type[] }
  | { readonly kind: "opaque"; readonly name: string; readonly parts: readonly Type[] }
  | { readonly kind: "struct"; readonly name: string; readonly fields: ReadonlyMap<string, Type> };

export const dyn: Type = { kind: "dyn" };
export const bool: Type = { kind: "bool" };
export const int: Type = { kind: "int" };
export const uintType: Type = { kind: "uint" };
export const double: Type = { kind: "double" };
export const string: Type = { kind: "string" };
export const bytes: Type = { kind: "bytes" };
export const nullType: Type = { kind: "null" };
export const timestamp: Type = { kind: "timestamp" };
export const duration: Type = { kind: "duration" };

export function listOf(element: Type): Type {
  return { kind: "list", parts: [element] };
}

export function mapOf(key: Type, value: Type): Type {
  return { kind: "map", parts: [key, value] };
}

export function optionalOf(value: Type): Type {
  return { kind: "opaque", name: "optional_type", parts: [value] };
}

export function opaque(name: string): Type {
  return { kind: "opaque", name, parts: [] };
}

export function typeOf(of?: Type): Type {
  return { kind: "type", parts: of === undefined ? [] : [of] };
}

export function param(name: string): Type {
  return { kind: "param", name };
}

/** What an optional holds, or `undefined` when the type is none. */
export function heldType(type: Type): Type | undefined {
  return type.kind === "opaque" && type.name === "optional_type" ? type.parts[0] : undefined;
}

/** The parts of a type, in order. */
export function partsOf(type: Type): readonly Type[] {
  return "parts" in type ? type.parts : [];
}

const written: Readonly<Record<string, string>> = {
  timestamp: "google.protobuf.Timestamp",
  duration: "google.protobuf.Duration",
};

/** A type as messages write it: `map(string, dyn)`, `list(int)`. */
export function formatType(type: Type): string {
  const head = type.kind === "opaque" || type.kind === "struct" || type.kind === "param" ? type.name : (written[type.kind] ?? type.kind);
  const parts = partsOf(type);
  return parts.length === 0 ? head : `${head}(${parts.map(formatType).join(", ")})`;
}

/** Whether two types are the same, part by part. */
export function sameType(left: Type, right: Type): boolean {
  if (left === right) return true;
  if (left.kind !== right.kind || nameOf(left) !== nameOf(right)) return false;
  const [a, b] = [partsOf(left), partsOf(right)];
  return a.length === b.length && a.every((part, index) => sameType(part, b[index] ?? dyn));
}

function nameOf(type: Type): string {
  return "name" in type ? type.name : "";
}
