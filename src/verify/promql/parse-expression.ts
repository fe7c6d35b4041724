import { parser } from "@prometheus-io/lezer-promql";
import type { LabelMatcher } from "../../base/promql.ts";
import type { Expression, Grouping, Matching, Selector } from "./expression.ts";
import { prometheusDuration } from "./prometheus-duration.ts";
import { aggregations, signatures } from "./signature.ts";
import { unquote } from "./unquote.ts";

/** An expression, or why the text is none. */
export type ParsedExpression = { readonly expression: Expression } | { readonly problem: string };

/** A node of the syntax tree; the parser's own package does not export the type. */
type Node = ReturnType<typeof parser.parse>["topNode"];

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
  const text = withoutVariables(source);
  let top: Node;
  try {
    top = strict.parse(text).topNode;
  } catch (error) {
    const at = Number(/\d+$/.exec(error instanceof Error ? error.message : "")?.[0] ?? 0);
    return { problem: syntaxProblem(source, at) };
  }
  const reader: Reader = { text, source, problem: undefined };
  const child = children(top).find(({ name }) => name !== "LineComment");
  const expression = child === undefined ? undefined : read(reader, child, 0);
  if (expression === undefined || reader.problem !== undefined) return { problem: reader.problem ?? "it is empty" };
  return { expression };
}

interface Reader {
  readonly text: string;
  readonly source: string;
  problem: string | undefined;
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
  return source.replaceAll(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`|\$(?:\w+|\{[\w.:]+\})/g, (part) => (part.startsWith("$") ? "5m".padEnd(part.length).slice(0, part.length) : part));
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
    case "SubqueryExpr": {
      const of = inner();
      const seconds = durationOf(reader, node.getChild("DurationExpr"));
      if (seconds === 0) return fail(reader, `a range must be longer than 0 at character ${from + 1}`);
      return of && { kind: node.name === "MatrixSelector" ? "range" : "subquery", from, to, of, seconds };
    }
    case "OffsetExpr":
    case "StepInvariantExpr":
    case "AnchoredExpr":
    case "SmoothedExpr": {
      const of = inner();
      const [first] = operands(node);
      return of && { kind: "shifted", from, to, of, by: reader.source.slice(first?.to ?? from, to).trim() };
    }
    case "FunctionCall": {
      const args = readArguments(reader, node, depth);
      return args && { kind: "call", from, to, name: textOf(reader, node.getChild("FunctionIdentifier")), args };
    }
    case "AggregateExpr": {
      const args = readArguments(reader, node, depth);
      return args && { kind: "aggregation", from, to, operator: textOf(reader, node.getChild("AggregateOp")), grouping: readGrouping(reader, node.getChild("AggregateModifier")), args };
    }
    case "BinaryExpr": {
      const [left, right] = operands(node).map((operand) => read(reader, operand, depth + 1));
      if (left === undefined || right === undefined) return undefined;
      const operator = children(node).find(({ name }) => operatorNodes.has(name));
      return { kind: "binary", from, to, operator: textOf(reader, operator ?? null), bool: node.getChild("BoolModifier") !== null, matching: readMatching(reader, node.getChild("MatchingModifierClause")), left, right };
    }
    default:
      return fail(reader, syntaxProblem(reader.source, from));
  }
}

const operatorNodes = new Set(["Pow", "Mul", "Div", "Mod", "Add", "Sub", "Eql", "Gte", "Gtr", "Lte", "Lss", "Neq", "TrimUpper", "TrimLower", "And", "Or", "Unless", "Atan2"]);

const expressionNodes = new Set([
  "NumberDurationLiteral",
  "StringLiteral",
  "VectorSelector",
  "ParenExpr",
  "UnaryExpr",
  "MatrixSelector",
  "SubqueryExpr",
  "OffsetExpr",
  "StepInvariantExpr",
  "AnchoredExpr",
  "SmoothedExpr",
  "FunctionCall",
  "AggregateExpr",
  "BinaryExpr",
]);

function fail(reader: Reader, problem: string): undefined {
  reader.problem ??= problem;
}

function children(node: Node): readonly Node[] {
  const found: Node[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) found.push(child);
  return found;
}

function operands(node: Node): readonly Node[] {
  return children(node).filter(({ name }) => expressionNodes.has(name));
}

function textOf({ source }: Reader, node: Node | null): string {
  return node === null ? "" : source.slice(node.from, node.to);
}

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

function labelNames(reader: Reader, node: Node | null): readonly string[] {
  if (node === null) return [];
  return children(node).flatMap((child) => (child.name === "LabelName" ? [textOf(reader, child)] : child.name === "QuotedLabelName" ? [stringOf(reader, child)] : []));
}

function readSelector(reader: Reader, node: Node): Selector {
  const names = node.getChildren("Identifier").map((name) => textOf(reader, name));
  const matchers: LabelMatcher[] = [];
  for (const child of node.getChild("LabelMatchers")?.getChildren("QuotedLabelName") ?? []) names.push(stringOf(reader, child));
  for (const child of ["UnquotedLabelMatcher", "QuotedLabelMatcher"].flatMap((kind) => node.getChild("LabelMatchers")?.getChildren(kind) ?? [])) {
    const quoted = child.getChild("QuotedLabelName");
    const label = quoted === null ? textOf(reader, child.getChild("LabelName")) : stringOf(reader, quoted);
    const value = stringOf(reader, child.getChild("StringLiteral"));
    const operator = (["=~", "!~", "!=", "="] as const).find((one) => one === textOf(reader, child.getChild("MatchOp"))) ?? "=";
    if (label === "__name__" && operator === "=") names.push(value);
    else matchers.push({ label, operator, value });
  }
  return { kind: "selector", from: node.from, to: node.to, metric: names[0], matchers, renamed: names.length > 1 };
}

function stringOf(reader: Reader, node: Node | null): string {
  const value = unquote(textOf(reader, node));
  if (value === undefined) fail(reader, `unknown escape in ${textOf(reader, node)}`);
  return value ?? "";
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
