import { compare, equal } from "../equality.ts";
import { EvaluationFault } from "../fault.ts";
import { int64, uint64 } from "../numbers.ts";
import * as t from "../type.ts";
import {
  aBool,
  aDouble,
  aDuration,
  aList,
  aMap,
  anInt,
  any,
  aString,
  aTimestamp,
  aUint,
  binary,
  someBytes,
  unary,
  type Functions,
  type Overload,
  type Parameter,
} from "../overload.ts";
import { mapKey, uint, type Value } from "../value.ts";
import { duration, timestamp } from "./time-value.ts";

/** Arithmetic, order and membership; equality, logic and access are part of the evaluator. */
export const operators: Functions = {
  "_+_": [
    binary("global", anInt, anInt, t.int, (a, b) => int64(a + b)),
    binary("global", aUint, aUint, t.uintType, (a, b) => uint(uint64(a + b))),
    binary("global", aDouble, aDouble, t.double, (a, b) => a + b),
    binary("global", aString, aString, t.string, (a, b) => a + b),
    binary("global", someBytes, someBytes, t.bytes, (a, b) => Uint8Array.from([...a, ...b])),
    binary("global", aList(any("A")), aList(any("A")), t.listOf(t.param("A")), (a, b) => [...a, ...b]),
    binary("global", aTimestamp, aDuration, t.timestamp, (a, b) => timestamp(a + b)),
    binary("global", aDuration, aTimestamp, t.timestamp, (a, b) => timestamp(a + b)),
    binary("global", aDuration, aDuration, t.duration, (a, b) => duration(a + b)),
  ],
  "_-_": [
    binary("global", anInt, anInt, t.int, (a, b) => int64(a - b)),
    binary("global", aUint, aUint, t.uintType, (a, b) => uint(uint64(a - b))),
    binary("global", aDouble, aDouble, t.double, (a, b) => a - b),
    binary("global", aTimestamp, aTimestamp, t.duration, (a, b) => duration(a - b)),
    binary("global", aTimestamp, aDuration, t.timestamp, (a, b) => timestamp(a - b)),
    binary("global", aDuration, aDuration, t.duration, (a, b) => duration(a - b)),
  ],
  "_*_": [
    binary("global", anInt, anInt, t.int, (a, b) => int64(a * b)),
    binary("global", aUint, aUint, t.uintType, (a, b) => uint(uint64(a * b))),
    binary("global", aDouble, aDouble, t.double, (a, b) => a * b),
  ],
  "_/_": [
    binary("global", anInt, anInt, t.int, (a, b) => int64(a / nonZero(b, "division"))),
    binary("global", aUint, aUint, t.uintType, (a, b) => uint(a / nonZero(b, "division"))),
    binary("global", aDouble, aDouble, t.double, (a, b) => a / b),
  ],
  "_%_": [
    binary("global", anInt, anInt, t.int, (a, b) => a % nonZero(b, "modulus")),
    binary("global", aUint, aUint, t.uintType, (a, b) => uint(a % nonZero(b, "modulus"))),
  ],
  "-_": [unary("global", anInt, t.int, (a) => int64(-a)), unary("global", aDouble, t.double, (a) => -a)],
  "!_": [unary("global", aBool, t.bool, (a) => !a)],
  "_<_": relation((order) => order < 0),
  "_<=_": relation((order) => order <= 0),
  "_>_": relation((order) => order > 0),
  "_>=_": relation((order) => order >= 0),
  "@in": [
    binary("global", any("A"), aList(any("A")), t.bool, (item, list) => list.some((entry) => equal(entry, item))),
    binary("global", any("A"), aMap(any("A"), any("B")), t.bool, (item, map) => {
      const key = mapKey(item);
      return key !== undefined && map.has(key);
    }),
  ],
};

/** Order between int, uint and double. */
export const mixedRelations: Functions = {
  "_<_": mixed((order) => order < 0),
  "_<=_": mixed((order) => order <= 0),
  "_>_": mixed((order) => order > 0),
  "_>=_": mixed((order) => order >= 0),
};

function relation(holds: (order: number) => boolean): readonly Overload[] {
  const kinds: readonly Parameter<unknown>[] = [aBool, anInt, aUint, aDouble, aString, someBytes, aTimestamp, aDuration];
  return kinds.map((kind) => ordered(kind, kind, holds));
}

function mixed(holds: (order: number) => boolean): readonly Overload[] {
  const numbers: readonly Parameter<unknown>[] = [anInt, aUint, aDouble];
  return numbers.flatMap((left) => numbers.filter((right) => right !== left).map((right) => ordered(left, right, holds)));
}

function ordered(left: Parameter<unknown>, right: Parameter<unknown>, holds: (order: number) => boolean): Overload {
  return {
    member: false,
    parameters: [left.type, right.type],
    result: t.bool,
    call: (a, b) => (left.take(a) === undefined || right.take(b) === undefined ? undefined : related(a, b, holds)),
  };
}

function related(a: Value, b: Value, holds: (order: number) => boolean): boolean {
  const order = compare(a, b);
  if (order === undefined && typeof a !== "number" && typeof b !== "number") throw new EvaluationFault("no such overload");
  return order !== undefined && holds(order);
}

function nonZero(divisor: bigint, what: string): bigint {
  if (divisor === 0n) throw new EvaluationFault(`${what} by zero`);
  return divisor;
}
