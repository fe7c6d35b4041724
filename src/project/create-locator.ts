import type { Expression, ObjectExpression, Program } from "oxc-parser";

/** A place in a source file; lines and columns count from 1. */
export interface SourcePosition {
  readonly line: number;
  readonly column: number;
}

/** Finds paths of definitions in their source, which is parsed once for questions that follow each other. The parser is loaded when the first one is asked for. */
export async function createLocator(): Promise<(source: string, path: readonly (string | number)[]) => SourcePosition | undefined> {
  const { parseSync } = await import("oxc-parser");
  const parse = (source: string): Parsed => {
    const { program, errors } = parseSync("definition.ts", source);
    return { source, program: errors.length > 0 ? undefined : program };
  };
  let last: Parsed | undefined;
  return (source, path) => {
    last = last?.source === source ? last : parse(source);
    const start = last.program && offsetOf(last.program, path);
    return start === undefined ? undefined : positionAt(source, start);
  };
}

interface Parsed {
  readonly source: string;
  /** `undefined` for a source with errors. */
  readonly program: Program | undefined;
}

/**
 * Where the path stands in the default export: through `defineX(…)`, constants
 * of the file, spreads and `as const`. Where code computes the rest, the place
 * where it begins.
 */
function offsetOf(program: Program, path: readonly (string | number)[]): number | undefined {
  const constants = constantsOf(program);
  const exported = program.body.find((statement) => statement.type === "ExportDefaultDeclaration")?.declaration;
  if (exported === undefined || !("type" in exported) || !isExpression(exported)) return undefined;
  let offset = exported.start;
  let value = plain(exported, constants);
  for (const key of path) {
    const found = step(value, key, constants);
    if (found === undefined) return offset;
    offset = found.offset;
    value = plain(found.value, constants);
  }
  return offset;
}

function isExpression(node: { readonly type: string }): node is Expression {
  return /(Expression|Literal|Identifier)$/.test(node.type);
}

type Constants = ReadonlyMap<string, Expression>;

function constantsOf(program: Program): Constants {
  const constants = new Map<string, Expression>();
  for (const statement of program.body) {
    const declaration = statement.type === "ExportNamedDeclaration" ? statement.declaration : statement;
    if (declaration?.type !== "VariableDeclaration") continue;
    for (const { id, init } of declaration.declarations) {
      if (id.type === "Identifier" && init !== null) constants.set(id.name, init);
    }
  }
  return constants;
}

/** The literal behind a `defineX` call, a type annotation or the name of a constant. */
function plain(expression: Expression, constants: Constants): Expression {
  switch (expression.type) {
    case "TSAsExpression":
    case "TSSatisfiesExpression":
    case "ParenthesizedExpression":
      return plain(expression.expression, constants);
    case "CallExpression": {
      const [first] = expression.arguments;
      const defines = expression.callee.type === "Identifier" && expression.callee.name.startsWith("define");
      return defines && first !== undefined && first.type !== "SpreadElement" ? plain(first, constants) : expression;
    }
    case "Identifier": {
      const constant = constants.get(expression.name);
      return constant === undefined || constant === expression ? expression : plain(constant, constants);
    }
    default:
      return expression;
  }
}

interface Found {
  readonly value: Expression;
  readonly offset: number;
}

function step(value: Expression, key: string | number, constants: Constants): Found | undefined {
  if (value.type === "ObjectExpression") return member(value, String(key), constants);
  if (value.type !== "ArrayExpression" || typeof key !== "number") return undefined;
  const elements = value.elements.flatMap((element): readonly (Expression | undefined)[] => {
    if (element === null) return [undefined];
    if (element.type !== "SpreadElement") return [element];
    const spread = plain(element.argument, constants);
    return spread.type === "ArrayExpression"
      ? spread.elements.map((inner) => (inner === null || inner.type === "SpreadElement" ? undefined : inner))
      : [undefined];
  });
  const element = elements[key];
  return element === undefined ? undefined : { value: element, offset: element.start };
}

function member(object: ObjectExpression, key: string, constants: Constants): Found | undefined {
  for (const property of object.properties.toReversed()) {
    if (property.type === "SpreadElement") {
      const spread = plain(property.argument, constants);
      const found = spread.type === "ObjectExpression" ? member(spread, key, constants) : undefined;
      if (found !== undefined) return found;
    } else if (!property.computed && nameOf(property.key) === key) {
      return { value: property.value, offset: property.start };
    }
  }
  return undefined;
}

function nameOf(key: { readonly type: string; readonly name?: unknown; readonly value?: unknown }): string | undefined {
  if (key.type === "Identifier") return typeof key.name === "string" ? key.name : undefined;
  return key.type === "Literal" ? String(key.value) : undefined;
}

function positionAt(source: string, offset: number): SourcePosition {
  const before = source.slice(0, offset);
  return { line: before.split("\n").length, column: offset - before.lastIndexOf("\n") };
}
