import type { ASTNode } from "@marcbachmann/cel-js";
import { lookUp, type Checker, type Node, type Scope } from "./checker.ts";
import { EvaluationFault } from "./fault.ts";
import { languageSince, releaseAfter } from "./library.ts";
import { qualifiedName } from "./qualified-name.ts";
import * as t from "./type.ts";
import { boxed, isList, isMap, mapKey, none, typeName, type Optional, type Value } from "./value.ts";

type Access = Extract<ASTNode, { op: "id" | "." | ".?" | "[]" | "[?]" }>;

/** Types as values, by their names. */
const typeNames: ReadonlyMap<string, t.Type> = new Map<string, t.Type>([
  ["bool", t.bool],
  ["int", t.int],
  ["uint", t.uintType],
  ["double", t.double],
  ["string", t.string],
  ["bytes", t.bytes],
  ["null_type", t.nullType],
  ["list", t.listOf(t.dyn)],
  ["map", t.mapOf(t.dyn, t.dyn)],
  ["type", t.typeOf()],
  ["google.protobuf.Timestamp", t.timestamp],
  ["google.protobuf.Duration", t.duration],
  ["net.IP", t.opaque("net.IP")],
  ["net.CIDR", t.opaque("net.CIDR")],
  ["optional_type", t.optionalOf(t.dyn)],
]);

/** Variables, fields and elements. */
export function checkAccess(checker: Checker, ast: Access, scope: Scope | undefined): Node {
  const name = qualifiedName(ast);
  const variable = name === undefined ? undefined : lookUp(scope, name);
  if (variable !== undefined) {
    const { slot } = variable;
    return { ast, type: variable.type, run: ({ slots }) => slots[slot] ?? null };
  }
  const root = name?.split(".", 1)[0];
  if (name !== undefined && (root === undefined || lookUp(scope, root) === undefined)) {
    const type = typeNames.get(name);
    if (type !== undefined) return { ast, type: t.typeOf(type), run: () => ({ kind: "type", name }) };
    return checker.fail(`undeclared reference to '${name}'`, ast);
  }
  switch (ast.op) {
    case "id":
      return checker.fail(`undeclared reference to '${ast.args}'`, ast);
    case ".":
    case ".?":
      return checkField(checker, ast, scope);
    default:
      return checkElement(checker, ast, scope);
  }
}

function checkField(checker: Checker, ast: Access & { op: "." | ".?" }, scope: Scope | undefined): Node {
  const [inner, field] = ast.args;
  if (ast.op === ".?") requireOptionals(checker, ast);
  const operand = checker.check(inner, scope);
  const type = fieldType(checker, operand, field, ast);
  if (ast.op === ".?") return { ast, type: t.optionalOf(type), run: (frame) => optionally(operand.run(frame), field) };
  const optional = t.heldType(checker.resolve(operand.type)) !== undefined;
  return { ast, type: optional ? t.optionalOf(type) : type, run: (frame) => select(operand.run(frame), field) };
}

/** The static type of a field. */
export function fieldType(checker: Checker, operand: Node, field: string, ast: ASTNode): t.Type {
  const given = checker.resolve(operand.type);
  const type = t.heldType(given) ?? given;
  switch (type.kind) {
    case "map":
      return type.parts[1];
    case "struct":
      return type.fields.get(field) ?? checker.fail(`undefined field '${field}'`, ast);
    case "dyn":
      return t.dyn;
    case "param":
      checker.assign([t.dyn], [type]);
      return t.dyn;
    default:
      return checker.fail(`type '${t.formatType(type)}' does not support field selection`, ast);
  }
}

function select(value: Value, field: string): Value {
  if (value !== null && typeof value === "object") {
    if (isMap(value)) return value.get(field) ?? found(value.has(field), field);
    const box = boxed(value);
    if (box?.kind === "struct") return box.field(field) ?? missing(field);
    if (box?.kind === "optional") return box.value === undefined ? none : optionally(box.value, field);
    if (isList(value)) indexOf(field);
  }
  // A value without fields is asked like a map that is empty.
  return missing(field);
}

function found(present: boolean, field: string): null {
  return present ? null : missing(field);
}

function missing(key: string): never {
  throw new EvaluationFault(`no such key: ${key}`);
}

/** The field or element if it is there. */
function optionally(value: Value, key: Value): Optional {
  const box = boxed(value);
  if (box?.kind === "optional") return box.value === undefined ? none : optionally(box.value, key);
  const held = peek(value, key);
  return held === undefined ? none : { kind: "optional", value: held };
}

/** The field or element, or `undefined` when there is none, as in a value that has neither. */
export function peek(value: Value, key: Value): Value | undefined {
  if (value !== null && typeof value === "object") {
    if (isMap(value)) {
      const name = mapKey(key);
      return name === undefined ? undefined : value.get(name);
    }
    if (isList(value)) return value[indexOf(key)];
    const box = boxed(value);
    if (box?.kind === "struct" && typeof key === "string") return box.field(key);
  }
  return undefined;
}

function checkElement(checker: Checker, ast: Access & { op: "[]" | "[?]" }, scope: Scope | undefined): Node {
  if (ast.op === "[?]") requireOptionals(checker, ast);
  const [operand, key] = [checker.check(ast.args[0], scope), checker.check(ast.args[1], scope)];
  const given = checker.resolve(operand.type);
  const held = t.heldType(given);
  const type = elementType(checker, held ?? given, key, ast);
  if (ast.op === "[?]") return { ast, type: t.optionalOf(type), run: (frame) => optionally(operand.run(frame), key.run(frame)) };
  return {
    ast,
    type: held === undefined ? type : t.optionalOf(type),
    run: (frame) => {
      const value = operand.run(frame);
      return element(value, key.run(frame));
    },
  };
}

function elementType(checker: Checker, type: t.Type, key: Node, ast: ASTNode): t.Type {
  if (type.kind === "list" && checker.assign([key.type], [t.int])) return type.parts[0];
  if (type.kind === "map" && checker.assign([key.type], [type.parts[0]])) return type.parts[1];
  if (type.kind === "dyn") return t.dyn;
  if (type.kind === "param") {
    checker.assign([t.dyn], [type]);
    return t.dyn;
  }
  const given = [type, checker.resolve(key.type)].map(t.formatType);
  return checker.fail(`found no matching overload for '_[_]' applied to '(${given.join(", ")})'`, ast);
}

function element(value: Value, key: Value): Value {
  const box = boxed(value);
  if (box?.kind === "optional") return box.value === undefined ? none : optionally(box.value, key);
  const held = peek(value, key);
  if (held !== undefined) return held;
  if (isList(value)) throw new EvaluationFault(`index out of bounds: ${indexOf(key)}`);
  return missing(String(mapKey(key) ?? typeName(key)));
}

function indexOf(key: Value): number {
  const index = typeof key === "boolean" || typeof key === "string" ? undefined : mapKey(key);
  if (typeof index === "bigint") return Number(index);
  const what = typeof key === "number" ? `value ${key}` : `type '${typeName(key)}'`;
  throw new EvaluationFault(`unsupported index ${what} in list`);
}

function requireOptionals(checker: Checker, ast: ASTNode): void {
  if (checker.library.minor >= languageSince.optionals) return;
  checker.fail(`unsupported syntax '${ast.op}': optional access is for Kubernetes ${releaseAfter(languageSince.optionals)} and later`, ast);
}
