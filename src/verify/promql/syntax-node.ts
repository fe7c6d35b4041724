import type { parser } from "@prometheus-io/lezer-promql";
import { unquote } from "../../base/promql-syntax/unquote.ts";

/** A node of the syntax tree; the parser's own package does not export the type. */
export type SyntaxNode = ReturnType<typeof parser.parse>["topNode"];

/** A text that is being read, and the first thing that is wrong with it. */
export interface Reader {
  readonly source: string;
  problem: string | undefined;
}

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

/** Keeps the first problem; gives nothing. */
export function fail(reader: Reader, problem: string): undefined {
  reader.problem ??= problem;
}

/** What a node is made of. */
export function children(node: SyntaxNode): readonly SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) found.push(child);
  return found;
}

/** Expressions that a node is directly made of. */
export function operands(node: SyntaxNode): readonly SyntaxNode[] {
  return children(node).filter(({ name }) => expressionNodes.has(name));
}

/** The text of a node as it was written. */
export function textOf({ source }: Reader, node: SyntaxNode | null): string {
  return node === null ? "" : source.slice(node.from, node.to);
}

/** Names in a list of labels. */
export function labelNames(reader: Reader, node: SyntaxNode | null): readonly string[] {
  if (node === null) return [];
  return children(node).flatMap((child) =>
    child.name === "LabelName" ? [textOf(reader, child)] : child.name === "QuotedLabelName" ? [stringOf(reader, child)] : [],
  );
}

/** The text of a literal in quotes. */
export function stringOf(reader: Reader, node: SyntaxNode | null): string {
  const value = unquote(textOf(reader, node));
  if (value === undefined) fail(reader, `unknown escape in ${textOf(reader, node)}`);
  return value ?? "";
}
