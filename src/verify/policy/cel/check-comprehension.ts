import type { ASTNode } from "@marcbachmann/cel-js";
import { attempt } from "./check-logic.ts";
import { spend, type Checker, type Frame, type Node, type Run, type Scope } from "./checker.ts";
import { compare, equal } from "./equality.ts";
import { EvaluationFault, NotEvaluable } from "./fault.ts";
import { languageSince } from "./library.ts";
import * as t from "./type.ts";
import { isList, isMap, type MapKey, type Value } from "./value.ts";

/** How a macro goes through a list or map. */
interface Macro {
  readonly name: string;
  /** Names that stand before the expressions: the element, or key and value. */
  readonly variables: 1 | 2;
  readonly expressions: number;
  /** Minor version of the release whose library brings it. */
  readonly since: number;
  readonly kind: "all" | "exists" | "one" | "list" | "filter" | "map" | "entries" | "sort";
}

const one = { variables: 1, since: 0 } as const;
const two = { variables: 2, since: languageSince.twoVariables } as const;

const macros: readonly Macro[] = [
  { ...one, name: "all", expressions: 1, kind: "all" },
  { ...one, name: "exists", expressions: 1, kind: "exists" },
  { ...one, name: "exists_one", expressions: 1, kind: "one" },
  { ...one, name: "map", expressions: 1, kind: "list" },
  { ...one, name: "map", expressions: 2, kind: "list" },
  { ...one, name: "filter", expressions: 1, kind: "filter" },
  { ...one, name: "sortBy", expressions: 1, kind: "sort", since: 34 },
  { ...two, name: "all", expressions: 1, kind: "all" },
  { ...two, name: "exists", expressions: 1, kind: "exists" },
  { ...two, name: "exists_one", expressions: 1, kind: "one" },
  { ...two, name: "existsOne", expressions: 1, kind: "one" },
  { ...two, name: "transformList", expressions: 1, kind: "list" },
  { ...two, name: "transformList", expressions: 2, kind: "list" },
  { ...two, name: "transformMap", expressions: 1, kind: "map" },
  { ...two, name: "transformMap", expressions: 2, kind: "map" },
  { ...two, name: "transformMapEntry", expressions: 1, kind: "entries" },
  { ...two, name: "transformMapEntry", expressions: 2, kind: "entries" },
];

function macroOf(checker: Checker, name: string, count: number): Macro | undefined {
  return macros.find(
    (macro) => macro.name === name && macro.variables + macro.expressions === count && macro.since <= checker.library.minor,
  );
}

/** Whether a call with so many arguments goes through a list or map. */
export function isComprehension(checker: Checker, name: string, count: number): boolean {
  return macroOf(checker, name, count) !== undefined;
}

/** Macros that evaluate an expression for each element of a list or each key of a map. */
export function checkComprehension(
  checker: Checker,
  ast: ASTNode,
  name: string,
  receiver: ASTNode,
  args: readonly ASTNode[],
  scope: Scope | undefined,
): Node {
  const macro = macroOf(checker, name, args.length);
  if (macro === undefined) return checker.fail(`undeclared reference to '${name}'`, ast);
  const range = checker.check(receiver, scope);
  const [first, second] = iterationTypes(checker, range, macro.variables);
  const names = args
    .slice(0, macro.variables)
    .map((variable) => (variable.op === "id" ? variable.args : checker.fail(`${name}() needs a simple name as variable`, variable)));
  if (names[0] === names[1]) checker.fail(`duplicate variable name: ${names[0]}`, ast);
  const [slot, secondSlot] = [checker.slot(), checker.slot()];
  let inner: Scope = { name: names[0] ?? "", type: first, slot, outer: scope };
  if (names[1] !== undefined) inner = { name: names[1], type: second, slot: secondSlot, outer: inner };
  const bodies = args.slice(macro.variables).map((body) => checker.check(body, inner));
  const body = bodies.at(-1);
  if (body === undefined) return checker.fail("an expression is missing", ast);
  const filter = bodies.length === 2 ? bodies[0] : undefined;
  for (const predicate of [filter, ["all", "exists", "one", "filter"].includes(macro.kind) ? body : undefined]) {
    if (predicate !== undefined && !checker.assign([predicate.type], [t.bool])) {
      checker.fail(`expected type 'bool' but found '${t.formatType(checker.resolve(predicate.type))}'`, predicate.ast);
    }
  }
  const each: Each = (frame, visit) => iterate(range.run(frame), macro.variables, frame, slot, secondSlot, visit);
  const kept: Run = filter === undefined ? () => true : filter.run;
  return { ast, type: resultType(checker, macro, [first, range, body]), run: runOf(macro.kind, each, kept, body.run, slot) };
}

/** Calls `visit` for each element with the variables set, until it says `false`. */
type Each = (frame: Frame, visit: () => boolean) => void;

function iterationTypes(checker: Checker, range: Node, variables: 1 | 2): readonly [t.Type, t.Type] {
  const type = checker.resolve(range.type);
  switch (type.kind) {
    case "list":
      return variables === 1 ? [type.parts[0], t.dyn] : [t.int, type.parts[0]];
    case "map":
      return type.parts;
    case "param":
      checker.assign([t.dyn], [type]);
      return [t.dyn, t.dyn];
    case "dyn":
      return [t.dyn, t.dyn];
    default:
      return checker.fail(
        `expression of type '${t.formatType(type)}' cannot be range of a comprehension (must be list, map, or dynamic)`,
        range.ast,
      );
  }
}

function resultType(checker: Checker, { kind }: Macro, [variable, range, body]: readonly [t.Type, Node, Node]): t.Type {
  switch (kind) {
    case "list":
      return t.listOf(body.type);
    case "filter":
      return t.listOf(variable);
    case "sort":
      return checker.resolve(range.type);
    case "map":
      return t.mapOf(variable, body.type);
    case "entries": {
      const type = checker.resolve(body.type);
      if (type.kind !== "map" && type.kind !== "dyn") checker.fail("transformMapEntry() needs an expression that gives a map", body.ast);
      return type;
    }
    default:
      return t.bool;
  }
}

function iterate(range: Value, variables: 1 | 2, frame: Frame, slot: number, secondSlot: number, visit: () => boolean): void {
  const set = (first: Value, second: Value) => {
    spend(frame, 1);
    frame.slots[slot] = first;
    frame.slots[secondSlot] = second;
    return visit();
  };
  if (isList(range)) {
    for (let index = 0; index < range.length; index++) {
      const item = range[index] ?? null;
      if (!(variables === 1 ? set(item, null) : set(BigInt(index), item))) return;
    }
  } else if (typeof range === "object" && range !== null && isMap(range)) {
    for (const [key, value] of range) if (!set(key, value)) return;
  } else throw new EvaluationFault("no such overload: neither a list nor a map to go through");
}

function runOf(kind: Macro["kind"], each: Each, kept: Run, body: Run, slot: number): Run {
  switch (kind) {
    case "all":
      return quantifier(each, body, false);
    case "exists":
      return quantifier(each, body, true);
    case "one":
      return (frame) => {
        let count = 0;
        each(frame, () => {
          if (truth(body(frame))) count++;
          return true;
        });
        return count === 1;
      };
    case "map":
      return mapped(each, kept, (frame) => [[keyFor(frame.slots[slot] ?? null), body(frame)]]);
    case "entries":
      return mapped(each, kept, (frame) => entriesOf(body(frame)));
    case "sort":
      return sorted(each, body, slot);
    default:
      return (frame) => {
        const list: Value[] = [];
        each(frame, () => {
          if (kind === "filter" ? truth(body(frame)) : truth(kept(frame)))
            list.push(kind === "filter" ? (frame.slots[slot] ?? null) : body(frame));
          return true;
        });
        return list;
      };
  }
}

function truth(value: Value): boolean {
  if (typeof value !== "boolean") throw new EvaluationFault("no such overload: a condition must be bool");
  return value;
}

/** One decisive element settles it; a failure counts only when no element does. */
function quantifier(each: Each, body: Run, decisive: boolean): Run {
  return (frame) => {
    let fault: EvaluationFault | undefined;
    let settled = false;
    each(frame, () => {
      const value = attempt(body, frame);
      settled = value === decisive;
      if (typeof value !== "boolean") {
        const failure = value instanceof EvaluationFault ? value : new EvaluationFault("no such overload: a condition must be bool");
        if (fault === undefined || failure instanceof NotEvaluable) fault = failure;
      }
      return !settled;
    });
    if (settled) return decisive;
    if (fault !== undefined) throw fault;
    return !decisive;
  };
}

function mapped(each: Each, kept: Run, entries: (frame: Frame) => Iterable<readonly [MapKey, Value]>): Run {
  return (frame) => {
    const map = new Map<MapKey, Value>();
    each(frame, () => {
      if (!truth(kept(frame))) return true;
      for (const [key, value] of entries(frame)) {
        if (map.has(key)) throw new EvaluationFault(`insert failed: key ${String(key)} already exists`);
        map.set(key, value);
      }
      return true;
    });
    return map;
  };
}

function keyFor(value: Value): MapKey {
  if (typeof value === "string" || typeof value === "bigint" || typeof value === "boolean") return value;
  throw new EvaluationFault("unsupported key type");
}

function entriesOf(value: Value): Iterable<readonly [MapKey, Value]> {
  if (typeof value === "object" && value !== null && isMap(value)) return value;
  throw new EvaluationFault("no such overload: transformMapEntry needs a map");
}

function sorted(each: Each, key: Run, slot: number): Run {
  return (frame) => {
    const items: (readonly [Value, Value])[] = [];
    each(frame, () => items.push([frame.slots[slot] ?? null, key(frame)]) > 0);
    return items
      .toSorted(([, a], [, b]) => {
        const order = compare(a, b);
        if (order === undefined && !equal(a, b)) throw new EvaluationFault("no such overload: the keys have no order");
        return order ?? 0;
      })
      .map(([item]) => item);
  };
}
