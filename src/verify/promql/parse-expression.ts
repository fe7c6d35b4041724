import { parser } from "@prometheus-io/lezer-promql";
import type { LabelMatcher } from "../../base/promql.ts";
import type { Binary, Expression, Grouping, Matching, Selector } from "../../base/promql-syntax/expression.ts";
import { prometheusDuration } from "../../base/promql-syntax/prometheus-duration.ts";
import { readPlainExpression } from "../../base/promql-syntax/read-plain-expression.ts";
import { aggregations, signatures } from "../../base/promql-syntax/signature.ts";
import { children, fail, labelNames, operands, stringOf, textOf, type Reader, type SyntaxNode as Node } from "./syntax-node.ts";

/** An expression, or why the text is none. */
export type ParsedExpression = { readonly expression: Expression } | { readonly problem: string };

// The forgiving parser takes seconds over text that was made to be hard.
const strict = parser.configure({ strict: true });

const longest = 16_384;
const deepest = 250;

/**
 * Reads PromQL as Prometheus would. Variables of Grafana stand for a number or
 * a range. Text of any content and length is answered in bounded time.
 */
export function parseExpression(source: string): ParsedExpression {
  if (source.length > longest) return { problem: `it is longer than ${longest} characters` };
  const plain = readPlainExpression(source);
  return plain === undefined ? parseAnyExpression(source) : { expression: plain };
}

/** What {@link parseExpression} answers, by the grammar of all PromQL. */
export function parseAnyExpression(source: string): ParsedExpression {
  const text = withoutVariables(source);
  let top: Node;
  try {
    top = strict.parse(text).topNode;
  } catch (error) {
    const at = Number(/\d+$/.exec(error instanceof Error ? error.message : "")?.[0] ?? 0);
    return { problem: syntaxProblem(source, at) };
  }
  const reader: Reader = { source, problem: undefined };
  const child = children(top).find(({ name }) => name !== "LineComment");
  const expression = child === undefined ? undefined : read(reader, child, 0);
  if (expression === undefined || reader.problem !== undefined) return { problem: reader.problem ?? "it is empty" };
  return { expression };
}

function syntaxProblem(source: string, at: number): string {
  const rest = source.slice(at).trim();
  if (source.trim() === "") return "it is empty";
  const called = rest.startsWith("(") ? /[A-Za-z_]\w*$/.exec(source.slice(0, at).trimEnd())?.[0] : undefined;
  if (called !== undefined && !signatures.has(called) && !aggregations.has(called)) return `there is no function ${called}()`;
  return rest === "" ? "it ends too early" : `unexpected "${rest.slice(0, 20)}" at character ${at + 1}`;
}

/** Puts something of the same length, that may stand there, in place of each variable outside quotes. */
function withoutVariables(source: string): string {
  if (!source.includes("$")) return source;
  return source.replaceAll(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`|\$(?:\w+|\{[\w.:]+\})/g, (part) =>
    part.startsWith("$") ? "5m".padStart(part.length, "0") : part,
  );
}

function read(reader: Reader, node: Node, depth: number): Expression | undefined {
  if (depth > deepest) return fail(reader, `it nests deeper than ${deepest} levels`);
  const { from, to } = node;
  const inner = () => {
    const [first] = operands(node);
    return first === undefined ? fail(reader, syntaxProblem(reader.source, from)) : read(reader, first, depth + 1);
  };
  switch (node.name) {
    case "NumberDurationLiteral":
      return { kind: "number", from, to, value: numberOf(textOf(reader, node)) };
    case "StringLiteral":
      return { kind: "string", from, to, value: stringOf(reader, node) };
    case "VectorSelector":
      return readSelector(reader, node);
    case "ParenExpr":
      return inner();
    case "UnaryExpr": {
      const of = inner();
      return of && { kind: "unary", from, to, of };
    }
    case "MatrixSelector":
    case "SubqueryExpr":
    case "OffsetExpr":
    case "StepInvariantExpr":
    case "AnchoredExpr":
    case "SmoothedExpr": {
      const [first] = operands(node);
      return first === undefined ? fail(reader, syntaxProblem(reader.source, from)) : readPostfix(reader, [node], first, depth + 1);
    }
    case "FunctionCall": {
      const args = readArguments(reader, node, depth);
      return args && { kind: "call", from, to, name: textOf(reader, node.getChild("FunctionIdentifier")), args };
    }
    case "AggregateExpr": {
      const args = readArguments(reader, node, depth);
      return (
        args && {
          kind: "aggregation",
          from,
          to,
          operator: textOf(reader, node.getChild("AggregateOp")),
          grouping: readGrouping(reader, node.getChild("AggregateModifier")),
          args,
        }
      );
    }
    case "BinaryExpr": {
      const [left, right] = operands(node).map((operand) => read(reader, operand, depth + 1));
      return left && right && binaryOf(reader, node, left, right);
    }
    default:
      return fail(reader, syntaxProblem(reader.source, from));
  }
}

const postfixNodes = new Set(["MatrixSelector", "SubqueryExpr", "OffsetExpr", "StepInvariantExpr", "AnchoredExpr", "SmoothedExpr"]);

/**
 * Ranges, offsets and the like belong to what stands right before them. The
 * grammar lets them follow a whole operation, so they are handed on to the
 * last operand of one that has no parentheses around it; innermost first.
 */
function readPostfix(reader: Reader, postfixes: readonly Node[], operand: Node, depth: number): Expression | undefined {
  if (depth > deepest) return fail(reader, `it nests deeper than ${deepest} levels`);
  const to = postfixes.at(-1)?.to ?? operand.to;
  const { from, name } = operand;
  const [first, second] = operands(operand);
  if (postfixNodes.has(name) && first !== undefined) return readPostfix(reader, [operand, ...postfixes], first, depth + 1);
  if (name === "UnaryExpr" && first !== undefined) {
    const of = readPostfix(reader, postfixes, first, depth + 1);
    return of && { kind: "unary", from, to, of };
  }
  if (name === "BinaryExpr" && first !== undefined && second !== undefined) {
    const [left, right] = [read(reader, first, depth + 1), readPostfix(reader, postfixes, second, depth + 1)];
    return left && right && { ...binaryOf(reader, operand, left, right), to };
  }
  let expression = read(reader, operand, depth);
  let end = operand.to;
  for (const postfix of postfixes) {
    if (name === "ParenExpr" && end === operand.to && postfix.name !== "SubqueryExpr") {
      const written = reader.source.slice(end, postfix.to).trim();
      return fail(reader, `"${written}" cannot follow parentheses at character ${end + 1}`);
    }
    expression = expression && withPostfix(reader, postfix, expression, from, end);
    end = postfix.to;
  }
  return expression;
}

function withPostfix(reader: Reader, postfix: Node, of: Expression, from: number, end: number): Expression | undefined {
  const { name, to } = postfix;
  if (name !== "MatrixSelector" && name !== "SubqueryExpr")
    return { kind: "shifted", from, to, of, by: reader.source.slice(end, to).trim() };
  const seconds = durationOf(reader, postfix.getChild("DurationExpr"));
  if (seconds === 0) return fail(reader, `a range must be longer than 0 at character ${end + 1}`);
  return { kind: name === "MatrixSelector" ? "range" : "subquery", from, to, of, seconds };
}

function binaryOf(reader: Reader, node: Node, left: Expression, right: Expression): Binary {
  const operator = children(node).find(({ name }) => operatorNodes.has(name));
  return {
    kind: "binary",
    from: node.from,
    to: node.to,
    operator: textOf(reader, operator ?? null),
    bool: node.getChild("BoolModifier") !== null,
    matching: readMatching(reader, node.getChild("MatchingModifierClause")),
    left,
    right,
  };
}

const operatorNodes = new Set([
  "Pow",
  "Mul",
  "Div",
  "Mod",
  "Add",
  "Sub",
  "Eql",
  "Gte",
  "Gtr",
  "Lte",
  "Lss",
  "Neq",
  "TrimUpper",
  "TrimLower",
  "And",
  "Or",
  "Unless",
  "Atan2",
]);

function readArguments(reader: Reader, node: Node, depth: number): readonly Expression[] | undefined {
  const body = node.getChild("FunctionCallBody");
  const args = body === null ? [] : operands(body).map((argument) => read(reader, argument, depth + 1));
  return args.every((argument) => argument !== undefined) ? args : undefined;
}

function readGrouping(reader: Reader, node: Node | null): Grouping | undefined {
  if (node === null) return undefined;
  return { keeps: node.getChild("By") === null ? "without" : "by", labels: labelNames(reader, node.getChild("GroupingLabels")) };
}

function readMatching(reader: Reader, node: Node | null): Matching | undefined {
  if (node === null) return undefined;
  const [first, second] = node.getChildren("GroupingLabels");
  const labels = labelNames(reader, first ?? null);
  const side = node.getChild("GroupLeft") !== null ? "left" : node.getChild("GroupRight") !== null ? "right" : undefined;
  return {
    by: node.getChild("On") === null ? "ignoring" : "on",
    labels,
    many: side && { side, takes: labelNames(reader, second ?? null) },
  };
}

function readSelector(reader: Reader, node: Node): Selector {
  const names = node.getChildren("Identifier").map((name) => textOf(reader, name));
  const matchers: LabelMatcher[] = [];
  for (const child of node.getChild("LabelMatchers")?.getChildren("QuotedLabelName") ?? []) names.push(stringOf(reader, child));
  for (const child of ["UnquotedLabelMatcher", "QuotedLabelMatcher"].flatMap(
    (kind) => node.getChild("LabelMatchers")?.getChildren(kind) ?? [],
  )) {
    const quoted = child.getChild("QuotedLabelName");
    const label = quoted === null ? textOf(reader, child.getChild("LabelName")) : stringOf(reader, quoted);
    const value = stringOf(reader, child.getChild("StringLiteral"));
    const operator = (["=~", "!~", "!=", "="] as const).find((one) => one === textOf(reader, child.getChild("MatchOp"))) ?? "=";
    if (label === "__name__" && operator === "=") names.push(value);
    else matchers.push({ label, operator, value });
  }
  return { kind: "selector", from: node.from, to: node.to, metric: names[0], matchers, renamed: names.length > 1 };
}

function durationOf(reader: Reader, node: Node | null): number | undefined {
  const source = textOf(reader, node).trim();
  const plain = /^\d+(?:\.\d+)?$/.test(source) ? Number(source) : prometheusDuration(source);
  return plain;
}

function numberOf(text: string): number {
  const lower = text.replaceAll("_", "").toLowerCase();
  if (/^[+-]?inf(inity)?$/.test(lower)) return lower.startsWith("-") ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  const sign = lower.startsWith("-") ? -1 : 1;
  const magnitude = lower.replace(/^[+-]/, "");
  return sign * (prometheusDuration(magnitude) ?? (/^[0-9]/.test(magnitude) || magnitude.startsWith(".") ? Number(magnitude) : Number.NaN));
}
