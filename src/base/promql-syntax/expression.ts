import type { LabelMatcher } from "../promql.ts";

/** From the first character of a text to before another. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** A number as it is written: `0.5`, `5m`, `1e3`. */
export interface NumberLiteral extends Span {
  readonly kind: "number";
  readonly value: number;
}

export interface StringLiteral extends Span {
  readonly kind: "string";
  readonly value: string;
}

/** Series by name and matchers; a name within the braces is read as a name. */
export interface Selector extends Span {
  readonly kind: "selector";
  readonly metric: string | undefined;
  /** All but the one that gives the name. */
  readonly matchers: readonly LabelMatcher[];
  /** Whether it is named more than once, which Prometheus refuses. */
  readonly renamed: boolean;
}

/** The samples of a stretch of time: `x[5m]`. */
export interface Range extends Span {
  readonly kind: "range";
  readonly of: Expression;
  /** `undefined` where it is worked out or a variable of Grafana. */
  readonly seconds: number | undefined;
}

/** An expression evaluated again and again over a stretch of time: `x[1h:5m]`. */
export interface Subquery extends Span {
  readonly kind: "subquery";
  readonly of: Expression;
  readonly seconds: number | undefined;
}

export interface Call extends Span {
  readonly kind: "call";
  readonly name: string;
  readonly args: readonly Expression[];
}

/** Which labels an aggregation keeps. */
export interface Grouping {
  readonly keeps: "by" | "without";
  readonly labels: readonly string[];
}

export interface Aggregation extends Span {
  readonly kind: "aggregation";
  readonly operator: string;
  /** Nothing is kept where it is left out. */
  readonly grouping: Grouping | undefined;
  readonly args: readonly Expression[];
}

/** Which labels must be equal for two samples to belong together. */
export interface Matching {
  readonly by: "on" | "ignoring";
  readonly labels: readonly string[];
  /** Side that may have several samples for one of the other, with the labels it takes from that one. */
  readonly many: { readonly side: "left" | "right"; readonly takes: readonly string[] } | undefined;
}

export interface Binary extends Span {
  readonly kind: "binary";
  readonly operator: string;
  /** Whether a comparison answers 0 or 1 rather than dropping samples. */
  readonly bool: boolean;
  readonly matching: Matching | undefined;
  readonly left: Expression;
  readonly right: Expression;
}

export interface Unary extends Span {
  readonly kind: "unary";
  readonly of: Expression;
}

/** The same at another time: `offset 5m`, `@ end()`, `anchored`. */
export interface Shifted extends Span {
  readonly kind: "shifted";
  readonly of: Expression;
  /** The modifier as it is written. */
  readonly by: string;
}

/**
 * PromQL as plain data; parentheses are gone.
 * @see https://prometheus.io/docs/prometheus/latest/querying/basics/
 */
export type Expression = NumberLiteral | StringLiteral | Selector | Range | Subquery | Call | Aggregation | Binary | Unary | Shifted;

/** The parts an expression is directly made of, from left to right. */
export function parts(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case "number":
    case "string":
    case "selector":
      return [];
    case "range":
    case "subquery":
    case "unary":
    case "shifted":
      return [expression.of];
    case "call":
    case "aggregation":
      return expression.args;
    case "binary":
      return [expression.left, expression.right];
  }
}

/** An expression and everything within it, from left to right. */
export function everyPart(expression: Expression): readonly Expression[] {
  const found: Expression[] = [];
  collect(found, expression);
  return found;
}

function collect(found: Expression[], expression: Expression): void {
  found.push(expression);
  for (const part of parts(expression)) collect(found, part);
}

export const comparisons: ReadonlySet<string> = new Set(["==", "!=", ">", "<", ">=", "<="]);
export const setOperators: ReadonlySet<string> = new Set(["and", "or", "unless"]);

/** What an aggregation works on; its parameter, if any, comes before. */
export function aggregated({ args }: Aggregation): Expression | undefined {
  return args.at(-1);
}
