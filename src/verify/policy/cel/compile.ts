import type { ASTNode } from "@marcbachmann/cel-js";
import { checkAccess } from "./check-access.ts";
import { checkCall } from "./check-call.ts";
import { checkLiteral } from "./check-literal.ts";
import { checkLogic } from "./check-logic.ts";
import type { Checker, Node, Scope, Work } from "./checker.ts";
import { CompileFault } from "./fault.ts";
import type { Library } from "./library.ts";
import { parseExpression } from "./parse-expression.ts";
import { formatType, param, sameType, type Type } from "./type.ts";
import { assign, resolve, type Bindings } from "./unify.ts";
import type { Value } from "./value.ts";

/** A variable that an expression may use. */
export interface Variable {
  readonly name: string;
  readonly type: Type;
}

/** What an expression is compiled against. */
export interface CompileOptions {
  readonly library: Library;
  readonly variables: readonly Variable[];
  /** Types that the result may have, to the letter; without it, any. */
  readonly result?: readonly Type[];
}

/** An expression that can be evaluated. */
export interface Compiled {
  readonly text: string;
  readonly type: Type;
  /**
   * The value for the variables' values, by name; a missing one is null.
   * Throws an `EvaluationFault` when there is none, `BudgetSpent` when it takes too long.
   */
  readonly evaluate: (values: Readonly<Record<string, Value>>, work: Work) => Value;
}

/**
 * Compiles an expression as an API server does: names, signatures and types are
 * checked before anything is evaluated. Throws a {@link CompileFault}.
 */
export function compile(text: string, { library, variables, result }: CompileOptions): Compiled {
  const ast = parseExpression(text);
  let scope: Scope | undefined;
  for (const [slot, { name, type }] of variables.entries()) scope = { name, type, slot, outer: scope };
  const { checker, finish } = checkerOf(library, variables.length);
  const node = checker.check(ast, scope);
  const type = finish(node.type);
  if (result !== undefined && !result.some((wanted) => sameType(wanted, type))) {
    throw new CompileFault(`must evaluate to ${result.map(formatType).join(" or ")} but got ${formatType(type)}`, ast.pos);
  }
  return { text, type, evaluate: (values, work) => node.run({ slots: variables.map(({ name }) => values[name] ?? null), work }) };
}

function checkerOf(library: Library, variableCount: number): { readonly checker: Checker; readonly finish: (type: Type) => Type } {
  let bindings: Bindings = new Map();
  let types = 0;
  let slots = variableCount;
  let mixed = 0;
  const deferred: (() => void)[] = [];
  const checker: Checker = {
    library,
    check: (ast, scope) => check(checker, ast, scope),
    assign: (given, wanted) => {
      const next = assign(bindings, given, wanted);
      if (next !== undefined) bindings = next;
      return next !== undefined;
    },
    resolve: (type) => resolve(bindings, type),
    fresh: () => param(`?${types++}`),
    slot: () => slots++,
    later: (run) => deferred.push(run),
    mixed: (run) => {
      mixed++;
      const node = run();
      mixed--;
      return node;
    },
    inMixed: () => mixed > 0,
    fail: (message, ast) => {
      throw new CompileFault(message, ast.pos);
    },
  };
  const finish = (type: Type) => {
    for (const run of deferred) run();
    return resolve(bindings, type, "dyn");
  };
  return { checker, finish };
}

function check(checker: Checker, ast: ASTNode, scope: Scope | undefined): Node {
  switch (ast.op) {
    case "value":
    case "list":
    case "map":
      return checkLiteral(checker, ast, scope);
    case "&&":
    case "||":
    case "?:":
    case "==":
    case "!=":
      return checkLogic(checker, ast, scope);
    case "id":
    case ".":
    case ".?":
    case "[]":
    case "[?]":
      return checkAccess(checker, ast, scope);
    default:
      return checkCall(checker, ast, scope);
  }
}
