import type { ASTNode } from "@marcbachmann/cel-js";
import { BudgetSpent } from "./fault.ts";
import type { Library } from "./library.ts";
import type { Type } from "./type.ts";
import type { Value } from "./value.ts";

/** What an expression is evaluated on. */
export interface Frame {
  /** Values of the variables, by their place. */
  readonly slots: Value[];
  /** Steps that may still be taken. */
  readonly work: Work;
}

/** A budget that several expressions may share. */
export interface Work {
  left: number;
}

/** Takes steps off the budget. */
export function spend({ work }: Frame, steps: number): void {
  work.left -= steps;
  if (work.left < 0) throw new BudgetSpent("the expression does more work than the API server allows");
}

/** Evaluates a part of an expression. */
export type Run = (frame: Frame) => Value;

/** A part of an expression that has been checked and can be run. */
export interface Node {
  readonly ast: ASTNode;
  readonly type: Type;
  readonly run: Run;
  /** The value, when it is written in the expression. */
  readonly literal?: Value;
  /** Items of a list that is written in the expression. */
  readonly parts?: readonly Node[];
}

/** Variables that a part of an expression sees: the innermost first. */
export interface Scope {
  readonly name: string;
  readonly type: Type;
  /** Place in {@link Frame.slots}. */
  readonly slot: number;
  readonly outer: Scope | undefined;
}

/** What the rules for each kind of part need of each other. */
export interface Checker {
  readonly library: Library;
  readonly check: (ast: ASTNode, scope: Scope | undefined) => Node;
  /** Whether values of the given types may be used where the wanted are expected; what that says of unknown types is kept. */
  readonly assign: (given: readonly Type[], wanted: readonly Type[]) => boolean;
  /** The type with all that is known of its parameters. */
  readonly resolve: (type: Type) => Type;
  /** A type that is not known yet. */
  readonly fresh: () => Type;
  /** A place for a further variable. */
  readonly slot: () => number;
  /** Runs when all types are known. */
  readonly later: (check: () => void) => void;
  /** Checks a part in which lists may hold values of different types. */
  readonly mixed: (check: () => Node) => Node;
  /** Whether such a part is being checked. */
  readonly inMixed: () => boolean;
  readonly fail: (message: string, ast: ASTNode) => never;
}

/** The variable of a name, or `undefined`. */
export function lookUp(scope: Scope | undefined, name: string): Scope | undefined {
  for (let current = scope; current !== undefined; current = current.outer) if (current.name === name) return current;
  return undefined;
}
