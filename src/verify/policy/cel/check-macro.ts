import type { ASTNode } from "@marcbachmann/cel-js";
import { fieldType, peek } from "./check-access.ts";
import { checkComprehension, isComprehension } from "./check-comprehension.ts";
import type { Checker, Node, Scope } from "./checker.ts";
import { EvaluationFault } from "./fault.ts";
import { languageSince } from "./library.ts";
import * as t from "./type.ts";
import { boxed, none } from "./value.ts";

type Call = Extract<ASTNode, { op: "call" | "rcall" }>;

/** A call that is no function: its arguments are expressions rather than values. `undefined` when it is a plain call. */
export function checkMacro(checker: Checker, ast: Call, scope: Scope | undefined): Node | undefined {
  if (ast.op === "call") {
    const [name, args] = ast.args;
    return name === "has" && args.length === 1 && args[0] !== undefined ? checkHas(checker, ast, args[0], scope) : undefined;
  }
  const [name, receiver, args] = ast.args;
  if (isComprehension(checker, name, args.length)) return checkComprehension(checker, ast, name, receiver, args, scope);
  const [variable, body] = args;
  if ((name !== "optMap" && name !== "optFlatMap") || args.length !== 2 || variable === undefined || body === undefined) return undefined;
  if (checker.library.minor < languageSince.optionals) return undefined;
  return checkOptionalMap(checker, ast, name, [receiver, variable, body], scope);
}

/** Whether a field is there, whatever leads to it. */
function checkHas(checker: Checker, ast: ASTNode, argument: ASTNode, scope: Scope | undefined): Node {
  if (argument.op !== ".") return checker.fail("invalid argument to has() macro", argument);
  const [inner, field] = argument.args;
  const operand = checker.check(inner, scope);
  fieldType(checker, operand, field, argument);
  return {
    ast,
    type: t.bool,
    run: (frame) => {
      const value = operand.run(frame);
      const box = boxed(value);
      if (box?.kind !== "optional") return peek(value, field) !== undefined;
      return box.value !== undefined && peek(box.value, field) !== undefined;
    },
  };
}

/** `x.optMap(name, expression)`: the expression of what `x` holds, if it holds anything. */
function checkOptionalMap(
  checker: Checker,
  ast: ASTNode,
  name: "optMap" | "optFlatMap",
  [receiver, variable, body]: readonly [ASTNode, ASTNode, ASTNode],
  scope: Scope | undefined,
): Node {
  const target = checker.check(receiver, scope);
  const held = checker.fresh();
  if (!checker.assign([target.type], [t.optionalOf(held)])) {
    checker.fail(`found no matching overload for '${name}' applied to '${t.formatType(checker.resolve(target.type))}'`, ast);
  }
  if (variable.op !== "id") return checker.fail(`${name}() variable name must be a simple identifier`, variable);
  const slot = checker.slot();
  const inner = checker.check(body, { name: variable.args, type: checker.resolve(held), slot, outer: scope });
  const flat = name === "optFlatMap";
  const result = checker.fresh();
  if (flat && !checker.assign([inner.type], [t.optionalOf(result)]))
    checker.fail("optFlatMap() needs an expression that gives an optional", body);
  return {
    ast,
    type: t.optionalOf(flat ? checker.resolve(result) : inner.type),
    run: (frame) => {
      const optional = boxed(target.run(frame));
      if (optional?.kind !== "optional") throw new EvaluationFault(`no such overload: ${name}`);
      if (optional.value === undefined) return none;
      frame.slots[slot] = optional.value;
      const value = inner.run(frame);
      return flat ? value : { kind: "optional", value };
    },
  };
}
