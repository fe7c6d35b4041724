import { compile } from "../../../../src/verify/policy/cel/compile.ts";
import { libraryOf } from "../../../../src/verify/policy/cel/library.ts";
import { dyn } from "../../../../src/verify/policy/cel/type.ts";
import { fromJson, type Value } from "../../../../src/verify/policy/cel/value.ts";

/** The library with everything. */
export const newest = libraryOf(99);

/** The value of an expression; variables are JSON values of a type that is not known. */
export function evaluateText(text: string, variables: Readonly<Record<string, unknown>> = {}): Value {
  const compiled = compile(text, { library: newest, variables: Object.keys(variables).map((name) => ({ name, type: dyn })) });
  return compiled.evaluate(Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, fromJson(value)])), {
    left: 1_000_000,
  });
}
