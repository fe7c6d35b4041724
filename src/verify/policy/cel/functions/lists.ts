import { compare, equal } from "../equality.ts";
import { BudgetSpent, EvaluationFault } from "../fault.ts";
import * as t from "../type.ts";
import {
  aBool,
  aDouble,
  aDuration,
  aList,
  anInt,
  any,
  anything,
  aString,
  aTimestamp,
  aUint,
  binary,
  someBytes,
  ternary,
  unary,
  type Functions,
  type Overload,
  type Parameter,
} from "../overload.ts";
import { isList, uint, type Value } from "../value.ts";
import { operators } from "./operators.ts";
import { duration } from "./time-value.ts";

const comparable: readonly Parameter<unknown>[] = [anInt, aUint, aDouble, aBool, aDuration, aTimestamp, aString, someBytes];
const summable = [
  [anInt, 0n],
  [aUint, uint(0n)],
  [aDouble, 0],
  [aDuration, duration(0n)],
] as const satisfies readonly (readonly [Parameter<unknown>, Value])[];

/** Kubernetes' own list functions. */
export const kubernetesLists: Functions = {
  isSorted: comparable.map((kind) =>
    unary("member", aList(kind), t.bool, (list) => list.every((item, index) => index === 0 || order(list[index - 1] ?? null, item) <= 0)),
  ),
  sum: summable.map(([kind, zero]) => unary("member", aList(kind), kind.type, (list) => list.reduce(plus, zero))),
  min: comparable.map((kind) => extreme("min", kind, (given) => given < 0)),
  max: comparable.map((kind) => extreme("max", kind, (given) => given > 0)),
  indexOf: [binary("member", aList(any("A")), any("A"), t.int, (list, item) => BigInt(list.findIndex((entry) => equal(entry, item))))],
  lastIndexOf: [
    binary("member", aList(any("A")), any("A"), t.int, (list, item) => BigInt(list.findLastIndex((entry) => equal(entry, item)))),
  ],
};

/** `includes`, which newer releases add. */
export const listsIncludes: Functions = {
  includes: [
    binary("member", anything, anything, t.bool, (target, item) =>
      isList(target) ? target.some((entry) => equal(entry, item)) : equal(target, item),
    ),
  ],
};

const element = aList(any("T"));
const elements = t.listOf(t.param("T"));

/**
 * The extended list functions.
 * @see https://github.com/google/cel-go/blob/master/ext/README.md#lists
 */
export const extendedLists: Functions = {
  slice: [ternary("member", element, anInt, anInt, elements, slice)],
  flatten: [
    unary("member", { type: t.listOf(elements), take: element.take }, elements, (list) => flatten(list, 1n)),
    binary("member", aList(anything), anInt, t.listOf(t.dyn), flatten),
  ],
  sort: comparable.map((kind) => unary("member", aList(kind), t.listOf(kind.type), (list) => list.toSorted(order))),
  reverse: [unary("member", element, elements, (list) => list.toReversed())],
  distinct: [unary("member", element, elements, distinct)],
  "lists.range": [unary("global", anInt, t.listOf(t.int), range)],
};

function order(left: Value, right: Value): number {
  const given = compare(left, right);
  if (given === undefined) throw new EvaluationFault("no such overload");
  return given;
}

function plus(sum: Value, item: Value): Value {
  for (const overload of operators["_+_"] ?? []) {
    const result = overload.call(sum, item, null, null);
    if (result !== undefined) return result;
  }
  throw new EvaluationFault("no such overload");
}

function extreme(name: string, kind: Parameter<unknown>, better: (order: number) => boolean): Overload {
  return unary("member", aList(kind), kind.type, (list) => {
    const [first, ...rest] = list;
    if (first === undefined) throw new EvaluationFault(`${name} called on empty list`);
    if (list.some((item) => !comparable.some((one) => one.take(item) !== undefined))) throw new EvaluationFault("no such overload");
    // An item that has no order with the best is passed over.
    return rest.reduce((best, item) => {
      const given = compare(item, best);
      return given !== undefined && better(given) ? item : best;
    }, first);
  });
}

function slice(list: readonly Value[], from: bigint, to: bigint): readonly Value[] {
  if (from < 0n || to < 0n || from > to || to > BigInt(list.length)) {
    throw new EvaluationFault(`cannot slice(${from}, ${to}) a list of ${list.length}`);
  }
  return list.slice(Number(from), Number(to));
}

function flatten(list: readonly Value[], depth: bigint): readonly Value[] {
  if (depth < 0n) throw new EvaluationFault("level must be non-negative");
  return list.flatMap((item) => (!isList(item) ? [item] : depth > 1n ? flatten(item, depth - 1n) : depth === 1n ? item : [item]));
}

function distinct(list: readonly Value[]): readonly Value[] {
  const kept: Value[] = [];
  for (const item of list) if (!kept.some((entry) => equal(entry, item))) kept.push(item);
  return kept;
}

function range(size: bigint): readonly Value[] {
  if (size > 1_000_000n) throw new BudgetSpent("the range is too long");
  return Array.from({ length: Math.max(0, Number(size)) }, (_, index) => BigInt(index));
}
