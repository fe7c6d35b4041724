import { dyn, formatType, partsOf, sameType, type Type } from "./type.ts";

/** What is known of type parameters, by name. */
export type Bindings = ReadonlyMap<string, Type>;

/**
 * What becomes known when each of `given` is used where `wanted` is expected,
 * or `undefined` when one cannot be. `dyn` fits everywhere.
 */
export function assign(known: Bindings, given: readonly Type[], wanted: readonly Type[]): Bindings | undefined {
  const bindings = new Map(known);
  return fitsAll(bindings, given, wanted) ? bindings : undefined;
}

function fitsAll(bindings: Map<string, Type>, left: readonly Type[], right: readonly Type[]): boolean {
  return left.length === right.length && left.every((type, index) => fits(bindings, type, right[index] ?? dyn));
}

function fits(bindings: Map<string, Type>, left: Type, right: Type): boolean {
  if (right.kind === "param") {
    const outcome = bind(bindings, left, right);
    if (outcome !== "conflict-unbound") return outcome === "bound";
  }
  if (left.kind === "param") return bind(bindings, right, left) === "bound";
  if (left.kind === "dyn" || right.kind === "dyn") return true;
  if (left.kind === "null") return nullable(right);
  if (right.kind === "null") return nullable(left);
  if (left.kind === "type") return right.kind === "type";
  if (left.kind !== right.kind) return false;
  if ("name" in left && "name" in right && left.name !== right.name) return false;
  return fitsAll(bindings, partsOf(left), partsOf(right));
}

function nullable(type: Type): boolean {
  return ["null", "opaque", "struct", "timestamp", "duration"].includes(type.kind);
}

type Outcome = "bound" | "conflict" | "conflict-unbound";

function bind(bindings: Map<string, Type>, type: Type, parameter: Type & { kind: "param" }): Outcome {
  if (sameType(type, parameter)) return "bound";
  const known = bindings.get(parameter.name);
  if (known !== undefined) {
    if (sameType(type, known)) return "bound";
    if (!fits(bindings, type, known)) return "conflict";
    const general = moreGeneral(type, known) ? type : known;
    if (!occurs(bindings, parameter, general)) bindings.set(parameter.name, general);
    return "bound";
  }
  if (occurs(bindings, parameter, type)) return "conflict-unbound";
  bindings.set(parameter.name, type);
  return "bound";
}

/** Whether the parameter stands somewhere within the type, which would make it endless. */
function occurs(bindings: Bindings, parameter: Type & { kind: "param" }, within: Type): boolean {
  if (within.kind !== "param") return partsOf(within).some((part) => occurs(bindings, parameter, part));
  if (within.name === parameter.name) return true;
  const known = bindings.get(within.name);
  return known !== undefined && occurs(bindings, parameter, known);
}

/** Whether `left` says no more than `right` does. */
export function moreGeneral(left: Type, right: Type): boolean {
  if (left.kind === "dyn" || left.kind === "param") return true;
  if (right.kind === "dyn" || right.kind === "param" || left.kind !== right.kind) return false;
  if (left.kind === "type") return true;
  const [a, b] = [partsOf(left), partsOf(right)];
  if (a.length === 0) return formatType(left) === formatType(right);
  return a.length === b.length && a.every((part, index) => moreGeneral(part, b[index] ?? dyn));
}

/** The type with all known parameters replaced; with `open`, the unknown ones by `dyn`. */
export function resolve(bindings: Bindings, type: Type, open: "keep" | "dyn" = "keep"): Type {
  switch (type.kind) {
    case "param": {
      const known = bindings.get(type.name);
      if (known !== undefined) return resolve(bindings, known, open);
      return open === "dyn" ? dyn : type;
    }
    case "list":
      return { kind: "list", parts: [resolve(bindings, type.parts[0], open)] };
    case "map":
      return { kind: "map", parts: [resolve(bindings, type.parts[0], open), resolve(bindings, type.parts[1], open)] };
    case "type":
      return { kind: "type", parts: type.parts.map((part) => resolve(bindings, part, open)) };
    case "opaque":
      return type.parts.length === 0 ? type : { ...type, parts: type.parts.map((part) => resolve(bindings, part, open)) };
    default:
      return type;
  }
}
