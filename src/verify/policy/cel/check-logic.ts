import type { ASTNode } from "@marcbachmann/cel-js";
import { spend, type Checker, type Frame, type Node, type Run, type Scope } from "./checker.ts";
import { equal } from "./equality.ts";
import { EvaluationFault, NotEvaluable } from "./fault.ts";
import * as t from "./type.ts";
import { moreGeneral } from "./unify.ts";
import { boxed, typeName, type Value } from "./value.ts";

type Logic = Extract<ASTNode, { op: "&&" | "||" | "?:" | "==" | "!=" }>;

/** Equality, and what may leave a part unevaluated. */
export function checkLogic(checker: Checker, ast: Logic, scope: Scope | undefined): Node {
  switch (ast.op) {
    case "&&":
    case "||": {
      const operands = ast.args.map((part) => checker.check(part, scope));
      for (const { type, ast: part } of operands) {
        if (!checker.assign([type], [t.bool]))
          checker.fail(`expected type 'bool' but found '${t.formatType(checker.resolve(type))}'`, part);
      }
      const [left, right] = operands;
      if (left === undefined || right === undefined) return checker.fail("an operand is missing", ast);
      return { ast, type: t.bool, run: either(left.run, right.run, ast.op === "||") };
    }
    case "?:":
      return checkChoice(checker, ast, scope);
    default:
      return checkEquality(checker, ast, scope);
  }
}

/**
 * A logic operator that is decided by one side. A side that fails does not
 * matter when the other decides; what cannot be evaluated here outlives a failure.
 */
function either(left: Run, right: Run, decisive: boolean): Run {
  return (frame) => {
    const first = attempt(left, frame);
    if (first === decisive) return decisive;
    const second = attempt(right, frame);
    if (second === decisive) return decisive;
    const faults = [first, second].flatMap((side) =>
      side instanceof EvaluationFault ? [side] : typeof side === "boolean" ? [] : [new EvaluationFault("no such overload")],
    );
    const fault = faults.find((side) => side instanceof NotEvaluable) ?? faults[0];
    if (fault !== undefined) throw fault;
    return !decisive;
  };
}

/** The value, or the fault in its place. */
export function attempt(run: Run, frame: Frame): Value | EvaluationFault {
  try {
    return run(frame);
  } catch (error) {
    if (error instanceof EvaluationFault) return error;
    throw error;
  }
}

function checkChoice(checker: Checker, ast: Logic & { op: "?:" }, scope: Scope | undefined): Node {
  const [condition, yes, no] = [checker.check(ast.args[0], scope), checker.check(ast.args[1], scope), checker.check(ast.args[2], scope)];
  if (!checker.assign([condition.type], [t.bool]) || !checker.assign([yes.type], [no.type])) {
    const given = [condition, yes, no].map(({ type }) => t.formatType(checker.resolve(type)));
    checker.fail(`found no matching overload for '_?_:_' applied to '(${given.join(", ")})'`, ast);
  }
  const type = moreGeneral(yes.type, no.type) ? yes.type : no.type;
  return {
    ast,
    type,
    run: (frame) => {
      const decision = condition.run(frame);
      if (decision === true) return yes.run(frame);
      if (decision === false) return no.run(frame);
      throw new EvaluationFault("no such overload");
    },
  };
}

function checkEquality(checker: Checker, ast: Logic & { op: "==" | "!=" }, scope: Scope | undefined): Node {
  const [left, right] = [checker.check(ast.args[0], scope), checker.check(ast.args[1], scope)];
  const shared = checker.fresh();
  if (!checker.assign([left.type, right.type], [shared, shared])) {
    const given = [left, right].map(({ type }) => t.formatType(checker.resolve(type)));
    checker.fail(`found no matching overload for '_${ast.op}_' applied to '(${given.join(", ")})'`, ast);
  }
  const wanted = ast.op === "==";
  return {
    ast,
    type: t.bool,
    run: (frame) => {
      const value = left.run(frame);
      const other = right.run(frame);
      const tick = typeof value === "object" && value !== null ? () => spend(frame, 1) : undefined;
      // Quantities, addresses and the like are asked for equality themselves, and know only their own kind.
      if (boxed(value)?.kind === "opaque" && other !== null && typeName(other) !== typeName(value))
        throw new EvaluationFault("no such overload");
      return equal(value, other, tick) === wanted;
    },
  };
}
