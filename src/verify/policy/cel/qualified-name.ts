import type { ASTNode } from "@marcbachmann/cel-js";

/** The dotted name that a part spells (`a.b.c`), or `undefined` when it is no plain chain of names. */
export function qualifiedName(ast: ASTNode): string | undefined {
  if (ast.op === "id") return ast.args;
  if (ast.op !== ".") return undefined;
  const [inner, field] = ast.args;
  const outer = qualifiedName(inner);
  return outer === undefined ? undefined : `${outer}.${field}`;
}
