import { EvaluationFault } from "./fault.ts";
import * as t from "./type.ts";
import { boxed, isBytes, isList, isMap, mapKey, type Boxed, type CelMap, type Value } from "./value.ts";

/** A parameter of a function: its static type, and the narrower JavaScript type of a value that has it. */
export interface Parameter<Taken> {
  readonly type: t.Type;
  /** The value when it is of this type, else `undefined`. */
  readonly take: (value: Value) => Taken | undefined;
}

/** One signature of a function with what it does. */
export interface Overload {
  /** Whether it is called as `first.name(rest)`. */
  readonly member: boolean;
  readonly parameters: readonly t.Type[];
  readonly result: t.Type;
  /** The result, or `undefined` when the arguments are of other types. */
  readonly call: (a: Value, b: Value, c: Value, d: Value) => Value | undefined;
}

/** Functions by name: `"charAt"`, `"sets.contains"`, `"_+_"`. */
export type Functions = Readonly<Record<string, readonly Overload[]>>;

type Shape = "member" | "global";

export function nullary(result: t.Type, run: () => Value): Overload {
  return { member: false, parameters: [], result, call: () => run() };
}

export function unary<A>(shape: Shape, a: Parameter<A>, result: t.Type, run: (a: A) => Value): Overload {
  return {
    member: shape === "member",
    parameters: [a.type],
    result,
    call: (first) => {
      const taken = a.take(first);
      return taken === undefined ? undefined : run(taken);
    },
  };
}

export function binary<A, B>(shape: Shape, a: Parameter<A>, b: Parameter<B>, result: t.Type, run: (a: A, b: B) => Value): Overload {
  return {
    member: shape === "member",
    parameters: [a.type, b.type],
    result,
    call: (first, second) => {
      const [one, two] = [a.take(first), b.take(second)];
      return one === undefined || two === undefined ? undefined : run(one, two);
    },
  };
}

export function ternary<A, B, C>(
  shape: Shape,
  a: Parameter<A>,
  b: Parameter<B>,
  c: Parameter<C>,
  result: t.Type,
  run: (a: A, b: B, c: C) => Value,
): Overload {
  return {
    member: shape === "member",
    parameters: [a.type, b.type, c.type],
    result,
    call: (first, second, third) => {
      const [one, two, three] = [a.take(first), b.take(second), c.take(third)];
      return one === undefined || two === undefined || three === undefined ? undefined : run(one, two, three);
    },
  };
}

export function quaternary<A, B, C, D>(
  shape: Shape,
  a: Parameter<A>,
  b: Parameter<B>,
  c: Parameter<C>,
  d: Parameter<D>,
  result: t.Type,
  run: (a: A, b: B, c: C, d: D) => Value,
): Overload {
  return {
    member: shape === "member",
    parameters: [a.type, b.type, c.type, d.type],
    result,
    call: (first, second, third, fourth) => {
      const [one, two, three, four] = [a.take(first), b.take(second), c.take(third), d.take(fourth)];
      return one === undefined || two === undefined || three === undefined || four === undefined ? undefined : run(one, two, three, four);
    },
  };
}

export const anInt: Parameter<bigint> = { type: t.int, take: (value) => (typeof value === "bigint" ? value : undefined) };
export const aDouble: Parameter<number> = { type: t.double, take: (value) => (typeof value === "number" ? value : undefined) };
export const aString: Parameter<string> = { type: t.string, take: (value) => (typeof value === "string" ? value : undefined) };
export const aBool: Parameter<boolean> = { type: t.bool, take: (value) => (typeof value === "boolean" ? value : undefined) };
export const someBytes: Parameter<Uint8Array> = { type: t.bytes, take: (value) => (isBytes(value) ? value : undefined) };
export const aUint: Parameter<bigint> = { type: t.uintType, take: (value) => pick(value, "uint")?.value };
export const aTimestamp: Parameter<bigint> = { type: t.timestamp, take: (value) => pick(value, "timestamp")?.nanos };
export const aDuration: Parameter<bigint> = { type: t.duration, take: (value) => pick(value, "duration")?.nanos };
export const anything: Parameter<Value> = { type: t.dyn, take: (value) => value };

/** Any value, of the type that `name` stands for throughout the signature. */
export function any(name: string): Parameter<Value> {
  return { type: t.param(name), take: (value) => value };
}

/** A list; like the API server, only its first element is looked at. */
export function aList(element: Parameter<unknown>): Parameter<readonly Value[]> {
  return {
    type: t.listOf(element.type),
    take: (value) => (isList(value) && (value[0] === undefined || element.take(value[0]) !== undefined) ? value : undefined),
  };
}

export function aMap(key: Parameter<unknown>, value: Parameter<unknown>): Parameter<CelMap> {
  return { type: t.mapOf(key.type, value.type), take: (given) => (isMap(given) ? given : undefined) };
}

/** An optional; what it holds is `undefined` for none. */
export function anOptional(held: Parameter<unknown>): Parameter<{ readonly value: Value | undefined }> {
  return { type: t.optionalOf(held.type), take: (value) => pick(value, "optional") };
}

/** A value that a library adds, with its data. */
export function anOpaque<Data>(name: string, read: (data: object) => Data | undefined): Parameter<Data> {
  return {
    type: t.opaque(name),
    take: (value) => {
      const box = pick(value, "opaque");
      return box?.type === name ? read(box.data) : undefined;
    },
  };
}

/** The boxed value of a kind, or `undefined`. */
export function pick<Kind extends Boxed["kind"]>(value: Value, kind: Kind): Extract<Boxed, { kind: Kind }> | undefined {
  const box = boxed(value);
  return box !== undefined && isKind(box, kind) ? box : undefined;
}

function isKind<Kind extends Boxed["kind"]>(box: Boxed, kind: Kind): box is Extract<Boxed, { kind: Kind }> {
  return box.kind === kind;
}

/** A key for a map that is being built. */
export function keyOf(value: Value): string | bigint | boolean {
  const key = mapKey(value);
  if (key === undefined || typeof value === "number") throw new EvaluationFault("unsupported key type");
  return key;
}
