import type { ASTNode } from "@marcbachmann/cel-js";
import { checkConstants } from "./check-constants.ts";
import { checkMacro } from "./check-macro.ts";
import { lookUp, spend, type Checker, type Node, type Run, type Scope } from "./checker.ts";
import { EvaluationFault } from "./fault.ts";
import { introducedIn } from "./library.ts";
import { noOverload } from "./no-overload.ts";
import type { Overload } from "./overload.ts";
import { qualifiedName } from "./qualified-name.ts";
import * as t from "./type.ts";
import { boxed, isList, type Value } from "./value.ts";

/** Calls, and operators as the functions they are. */
type Call = Extract<ASTNode, { op: "call" | "rcall" | "!_" | "-_" | "in" | "+" | "-" | "*" | "/" | "%" | "<" | "<=" | ">" | ">=" }>;

/** Calls of functions, of macros and of operators. */
export function checkCall(checker: Checker, ast: Call, scope: Scope | undefined): Node {
  switch (ast.op) {
    case "call": {
      const [name, args] = ast.args;
      return checkMacro(checker, ast, scope) ?? call(checker, ast, name, undefined, arguments_(checker, args, scope, name));
    }
    case "rcall": {
      const [name, receiver, args] = ast.args;
      const prefix = qualifiedName(receiver);
      const root = prefix?.split(".", 1)[0];
      const qualified = `${prefix}.${name}`;
      if (
        root !== undefined &&
        lookUp(scope, root) === undefined &&
        (checker.library.functions.has(qualified) || introducedIn(qualified) !== undefined)
      ) {
        return call(checker, ast, qualified, undefined, arguments_(checker, args, scope, qualified));
      }
      const macro = checkMacro(checker, ast, scope);
      if (macro !== undefined) return macro;
      const target = checker.check(receiver, scope);
      return call(checker, ast, name, target, arguments_(checker, args, scope, name));
    }
    case "!_":
      return call(checker, ast, ast.op, undefined, [checker.check(ast.args, scope)]);
    case "-_":
      return negated(checker, ast, scope) ?? call(checker, ast, ast.op, undefined, [checker.check(ast.args, scope)]);
    case "in":
      return call(
        checker,
        ast,
        "@in",
        undefined,
        ast.args.map((part) => checker.check(part, scope)),
      );
    default:
      return call(
        checker,
        ast,
        `_${ast.op}_`,
        undefined,
        ast.args.map((part) => checker.check(part, scope)),
      );
  }
}

/** The least int can be written only as a negated literal that is no int by itself. */
function negated(checker: Checker, ast: Call & { op: "-_" }, scope: Scope | undefined): Node | undefined {
  const { op, args } = ast.args;
  if (op !== "value" || typeof args !== "bigint") return undefined;
  if (args === 2n ** 63n) return { ast, type: t.int, literal: -args, run: () => -args };
  const value = -args;
  checker.check(ast.args, scope);
  return { ast, type: t.int, literal: value, run: () => value };
}

function arguments_(checker: Checker, args: readonly ASTNode[], scope: Scope | undefined, name: string): readonly Node[] {
  return args.map((arg) => (name === "format" ? checker.mixed(() => checker.check(arg, scope)) : checker.check(arg, scope)));
}

function call(checker: Checker, ast: ASTNode, name: string, target: Node | undefined, rest: readonly Node[]): Node {
  const declared = checker.library.functions.get(name);
  if (declared === undefined) return unknownFunction(checker, ast, name);
  const args = target === undefined ? rest : [target, ...rest];
  const { overloads, type } = resolveOverloads(checker, ast, name, declared, target !== undefined, args);
  checkConstants(checker, name, target, rest);
  const lazy = target === undefined ? undefined : lazyAlternative(name, target, rest[0]);
  return { ast, type, run: lazy ?? callRun(name, overloads, args) };
}

function unknownFunction(checker: Checker, ast: ASTNode, name: string): never {
  const release = introducedIn(name);
  if (release === undefined) return checker.fail(`undeclared reference to '${name}'`, ast);
  return checker.fail(`undeclared reference to '${name}': policies may use it from Kubernetes ${release} on`, ast);
}

/** Signatures that fit the arguments' static types; their common result, or `dyn`. */
function resolveOverloads(
  checker: Checker,
  ast: ASTNode,
  name: string,
  declared: readonly Overload[],
  member: boolean,
  args: readonly Node[],
): { readonly overloads: readonly Overload[]; readonly type: t.Type } {
  const overloads: Overload[] = [];
  let type: t.Type | undefined;
  for (const overload of declared) {
    if (overload.member !== member) continue;
    const instance = instantiate(checker, overload);
    if (
      !checker.assign(
        args.map((arg) => arg.type),
        instance.parameters,
      )
    )
      continue;
    overloads.push(overload);
    const result = checker.resolve(instance.result);
    if (type === undefined) type = result;
    else if (!t.sameType(type, result)) type = t.dyn;
  }
  if (type !== undefined) return { overloads, type };
  const given = args.map((arg) => t.formatType(checker.resolve(arg.type)));
  const applied = member ? `${given[0]}.(${given.slice(1).join(", ")})` : `(${given.join(", ")})`;
  return checker.fail(`found no matching overload for '${name}' applied to '${applied}'`, ast);
}

/** The signature with types of its own in place of its parameters. */
function instantiate(checker: Checker, { parameters, result }: Overload): Pick<Overload, "parameters" | "result"> {
  const own = new Map<string, t.Type>();
  const replace = (type: t.Type): t.Type => {
    switch (type.kind) {
      case "param": {
        const known = own.get(type.name) ?? checker.fresh();
        own.set(type.name, known);
        return known;
      }
      case "list":
        return t.listOf(replace(type.parts[0]));
      case "map":
        return t.mapOf(replace(type.parts[0]), replace(type.parts[1]));
      case "type":
      case "opaque":
        return { ...type, parts: type.parts.map(replace) };
      default:
        return type;
    }
  };
  return { parameters: parameters.map(replace), result: replace(result) };
}

function callRun(name: string, overloads: readonly Overload[], args: readonly Node[]): Run {
  const [a, b, c, d] = args.map(({ run }) => run);
  const [only, ...others] = overloads;
  return (frame) => {
    const values = [a?.(frame) ?? null, b?.(frame) ?? null, c?.(frame) ?? null, d?.(frame) ?? null] as const;
    spend(frame, workOf(name, values));
    let result = only?.call(...values);
    for (let index = 0; result === undefined && index < others.length; index++) result = others[index]?.call(...values);
    if (result === undefined) throw new EvaluationFault(noOverload(name, values.slice(0, args.length), args.at(-1)?.literal !== undefined));
    if (typeof result === "string" || isList(result)) spend(frame, result.length >> 3);
    return result;
  };
}

/** Steps that a call takes: each element of a list counts, in sets each of one for each of the other. */
function workOf(name: string, values: readonly Value[]): number {
  let steps = 1;
  let product = 1;
  for (const value of values) {
    if (typeof value === "string") steps += value.length >> 4;
    else if (isList(value)) {
      steps += value.length;
      product *= value.length;
    }
  }
  if (name.startsWith("sets.")) return steps + product;
  return name === "distinct" ? steps + product * product : steps;
}

/** `or` and `orValue` look at their argument only when there is no value. */
function lazyAlternative(name: string, target: Node, otherwise: Node | undefined): Run | undefined {
  if ((name !== "or" && name !== "orValue") || otherwise === undefined) return undefined;
  return (frame) => {
    const optional = boxed(target.run(frame));
    if (optional?.kind !== "optional") throw new EvaluationFault(`no such overload: ${name}`);
    if (optional.value === undefined) return otherwise.run(frame);
    return name === "or" ? optional : optional.value;
  };
}
