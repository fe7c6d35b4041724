import type { ASTNode } from "@marcbachmann/cel-js";
import type { Checker, Node, Scope } from "./checker.ts";
import { EvaluationFault } from "./fault.ts";
import { isInt64 } from "./numbers.ts";
import { keyOf } from "./overload.ts";
import * as t from "./type.ts";
import { moreGeneral } from "./unify.ts";
import { isBytes, uint, type MapKey, type Value } from "./value.ts";

type Literal = Extract<ASTNode, { op: "value" | "list" | "map" }>;

/** Values that are written in the expression, lists and maps of expressions among them. */
export function checkLiteral(checker: Checker, ast: Literal, scope: Scope | undefined): Node {
  switch (ast.op) {
    case "value":
      return checkValue(checker, ast);
    case "list": {
      const items = ast.args.map((item) => checker.check(item, scope));
      const runs = items.map(({ run }) => run);
      return { ast, parts: items, type: t.listOf(joined(checker, items)), run: (frame) => runs.map((run) => run(frame)) };
    }
    case "map": {
      const entries = ast.args.map(([key, value]) => [checker.check(key, scope), checker.check(value, scope)] as const);
      const type = t.mapOf(
        joined(
          checker,
          entries.map(([key]) => key),
        ),
        joined(
          checker,
          entries.map(([, value]) => value),
        ),
      );
      return {
        ast,
        type,
        run: (frame) => {
          const map = new Map<MapKey, Value>();
          for (const [key, value] of entries) {
            const name = keyOf(key.run(frame));
            if (map.has(name)) throw new EvaluationFault(`Failed with repeated key: ${String(name)}`);
            map.set(name, value.run(frame));
          }
          return map;
        },
      };
    }
  }
}

/** The one type of all items. Different types make it `dyn`, which is refused where the API server refuses it. */
function joined(checker: Checker, items: readonly Node[]): t.Type {
  let type: t.Type | undefined;
  for (const item of items) {
    if (type === undefined) type = item.type;
    else if (checker.assign([type], [item.type])) type = moreGeneral(type, item.type) ? type : item.type;
    else type = t.dyn;
  }
  if (!checker.inMixed()) checker.later(() => requireOneType(checker, items));
  return type ?? checker.fresh();
}

function requireOneType(checker: Checker, items: readonly Node[]): void {
  const [first, ...rest] = items;
  if (first === undefined) return;
  const wanted = checker.resolve(first.type);
  for (const item of rest) {
    const given = checker.resolve(item.type);
    if (!alike(wanted, given)) checker.fail(`expected type '${t.formatType(wanted)}' but found '${t.formatType(given)}'`, item.ast);
  }
}

/** Whether types are the same where both are known. */
function alike(left: t.Type, right: t.Type): boolean {
  if (left.kind === "param" || right.kind === "param") return true;
  if (left.kind !== right.kind || ("name" in left && "name" in right && left.name !== right.name)) return false;
  const [a, b] = [t.partsOf(left), t.partsOf(right)];
  return a.length === b.length && a.every((part, index) => alike(part, b[index] ?? t.dyn));
}

function checkValue(checker: Checker, ast: Literal & { op: "value" }): Node {
  const [type, value] = typed(ast.args);
  if (typeof value === "bigint" && !isInt64(value)) checker.fail(`${value} is out of the range of int`, ast);
  if (type === t.bytes && /[^\0-\x7f]/.test(ast.input.slice(ast.start, ast.end))) {
    checker.fail("bytes with characters beyond ASCII cannot be evaluated here: write them as \\x escapes", ast);
  }
  return { ast, type, literal: value, run: () => value };
}

function typed(value: (Literal & { op: "value" })["args"]): readonly [t.Type, Value] {
  if (value === null) return [t.nullType, value];
  switch (typeof value) {
    case "boolean":
      return [t.bool, value];
    case "bigint":
      return [t.int, value];
    case "number":
      return [t.double, value];
    case "string":
      return [t.string, value];
    default:
      return isBytesLiteral(value) ? [t.bytes, value] : [t.uintType, uint(value.value)];
  }
}

function isBytesLiteral(value: object): value is Uint8Array {
  return value instanceof Uint8Array && isBytes(value);
}
