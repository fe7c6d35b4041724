import type { LabelMatcher } from "../promql.ts";
import { remembering } from "../remembering.ts";
import type { Binary, Expression, Grouping, Matching } from "./expression.ts";
import { prometheusDuration } from "./prometheus-duration.ts";
import { next, took, type TokenReader } from "./plain-tokens.ts";
import { aggregations, signatures } from "./signature.ts";
import { unquote } from "./unquote.ts";

/**
 * Reads PromQL of the kind that is usual, many times faster than a parser of
 * all of it, and to the same expression; `undefined` for everything else,
 * sound or not.
 */
export const readPlainExpression = remembering(
  (source): Expression | undefined => {
    const reader: TokenReader = { source, at: 0, end: 0, kind: "end", text: "" };
    next(reader);
    const whole = readOperation(reader, 0, 0);
    return whole !== undefined && reader.kind === "end" && reader.at === source.length ? whole.expression : undefined;
  },
  // What is compiled, what it is judged by and what is committed have the same expressions, one rollout at a time.
  1000,
);

/** An expression with the place that it takes, parentheses around it included. */
interface Placed {
  readonly expression: Expression;
  readonly from: number;
  readonly to: number;
  /** Whether it stands in parentheses. */
  readonly closed?: true;
}

const deepest = 60;
/** How tightly operators bind; those of one number from left to right. */
const tightness: Readonly<Record<string, number>> = {
  or: 1,
  and: 2,
  unless: 2,
  "==": 3,
  "!=": 3,
  "<=": 3,
  "<": 3,
  ">=": 3,
  ">": 3,
  "+": 4,
  "-": 4,
  "*": 5,
  "/": 5,
  "%": 5,
};

/** Words that mean something to the grammar: as names, they are for others to read. */
const words: ReadonlySet<string> = new Set(
  "and or unless atan2 by without on ignoring group_left group_right bool offset start end anchored smoothed inf nan fill fill_left fill_right".split(
    " ",
  ),
);

/** Kinds of expressions whose end may belong to more than their last part. */
const followable: ReadonlySet<Expression["kind"]> = new Set(["range", "shifted", "unary"]);

/** What a sign right before it may belong to. */
const signed = /^(?:\d|\s*I)/;

function readOperation(reader: TokenReader, least: number, depth: number): Placed | undefined {
  if (depth > deepest) return undefined;
  let left = readSigned(reader, least, depth);
  for (let length = depth; left !== undefined && (reader.kind === "mark" || reader.kind === "name"); length += 1) {
    const operator = reader.text;
    // A long chain of operations is nested as deep as it is long; and a sign may belong to a number.
    if (length > deepest || (isSign(reader) && signed.test(reader.source.slice(reader.end, reader.end + 8)))) return undefined;
    // The grammar lets a range or an offset follow a whole operation: where one goes on behind it, it is for others to say.
    if (least > 0 && followable.has(left.expression.kind) && Object.hasOwn(tightness, operator)) return undefined;
    const binds = Object.hasOwn(tightness, operator) ? (tightness[operator] ?? 0) : 0;
    if (binds === 0 || binds <= least) break;
    next(reader);
    const bool = took(reader, "bool");
    if (bool && binds !== 3) return undefined;
    const matching = readMatching(reader);
    const right = matching === null ? undefined : readOperation(reader, binds, depth + 1);
    if (right === undefined || matching === null) return undefined;
    const { from } = left;
    const binary: Binary = { kind: "binary", from, to: right.to, operator, bool, matching, left: left.expression, right: right.expression };
    left = { expression: binary, from, to: right.to };
  }
  // A power binds tighter than a sign, and from right to left.
  return reader.text === "^" ? undefined : left;
}

/** What must be equal on both sides: `undefined` where nothing is said, `null` where it is said oddly. */
function readMatching(reader: TokenReader): Matching | undefined | null {
  const by = reader.kind !== "name" ? undefined : reader.text === "on" ? "on" : reader.text === "ignoring" ? "ignoring" : undefined;
  if (by === undefined) return undefined;
  next(reader);
  const labels = readLabels(reader);
  if (labels === undefined) return null;
  const side =
    reader.kind !== "name" ? undefined : reader.text === "group_left" ? "left" : reader.text === "group_right" ? "right" : undefined;
  if (side === undefined) return { by, labels, many: undefined };
  next(reader);
  const takes = reader.text === "(" ? readLabels(reader) : [];
  return takes === undefined ? null : { by, labels, many: { side, takes } };
}

function isSign({ kind, text }: TokenReader): boolean {
  return kind === "mark" && (text === "-" || text === "+");
}

function isNumber({ kind, text }: TokenReader): boolean {
  return kind === "number" || (kind === "name" && text === "Inf");
}

function readSigned(reader: TokenReader, least: number, depth: number): Placed | undefined {
  const { at, text, end } = reader;
  if (!isSign(reader)) return readShifted(reader, depth);
  next(reader);
  if (isNumber(reader)) {
    // At the very end, a sign right before a number belongs to it; elsewhere that is for others to say.
    if (reader.at > end || least === 0 || depth > 1) return undefined;
    const of = readPart(reader, depth);
    if (of?.expression.kind !== "number" || of.to < reader.source.length) return undefined;
    return numberAt(at, of.to, text === "-" ? -of.expression.value : of.expression.value);
  }
  const of = readShifted(reader, depth + 1);
  return of && { expression: { kind: "unary", from: at, to: of.to, of: of.expression }, from: at, to: of.to };
}

/** A part with the range and the offset behind it. */
function readShifted(reader: TokenReader, depth: number): Placed | undefined {
  let part = readPart(reader, depth);
  if (part === undefined) return undefined;
  if (reader.text === "[") {
    const { source, end } = reader;
    const close = source.indexOf("]", end);
    const range = source.slice(end, close);
    const seconds = prometheusDuration(range);
    if (part.closed || part.expression.kind !== "selector" || close === -1 || seconds === 0) return undefined;
    if (!/^(?:(?:\d+[a-z]+)+|\$\w+)$/.test(range) || (seconds === undefined && !range.startsWith("$"))) return undefined;
    reader.end = close + 1;
    next(reader);
    part = { expression: { kind: "range", from: part.from, to: close + 1, of: part.expression, seconds }, from: part.from, to: close + 1 };
  }
  if (!took(reader, "offset")) return part;
  const duration =
    reader.kind === "number" ? prometheusDuration(reader.text) !== undefined && reader.text !== "0" : reader.kind === "variable";
  const { from, to } = part;
  const ofSeries = part.expression.kind === "selector" || part.expression.kind === "range";
  if (!duration || part.closed || !ofSeries) return undefined;
  const { source, end } = reader;
  next(reader);
  return { expression: { kind: "shifted", from, to: end, of: part.expression, by: source.slice(to, end).trim() }, from, to: end };
}

function readPart(reader: TokenReader, depth: number): Placed | undefined {
  const { kind, text, at, end } = reader;
  if (kind === "number") {
    const value = prometheusDuration(text) ?? (/^\d+(?:\.\d+)?(?:e\d+)?$/.test(text) ? Number(text) : undefined);
    next(reader);
    return value === undefined ? undefined : numberAt(at, end, value);
  }
  if (kind === "string") {
    const value = unquote(text);
    next(reader);
    return value === undefined ? undefined : { expression: { kind: "string", from: at, to: end, value }, from: at, to: end };
  }
  if (kind === "name") {
    next(reader);
    if (aggregations.has(text)) return readAggregation(reader, text, at, depth);
    if (words.has(text.toLowerCase()) || aggregations.has(text.toLowerCase()))
      return text === "Inf" ? numberAt(at, end, Number.POSITIVE_INFINITY) : undefined;
    if (reader.text !== "(") return readSelector(reader, text, at, end);
    const args = signatures.has(text) ? readArguments(reader, depth) : undefined;
    return args && { expression: { kind: "call", from: at, to: args.to, name: text, args: args.values }, from: at, to: args.to };
  }
  if (text === "{") return readSelector(reader, undefined, at, end);
  if (kind !== "mark" || text !== "(") return undefined;
  next(reader);
  const inner = readOperation(reader, 0, depth + 1);
  const close = reader.end;
  return inner === undefined || !took(reader, ")") ? undefined : { expression: inner.expression, from: at, to: close, closed: true };
}

function numberAt(from: number, to: number, value: number): Placed {
  return { expression: { kind: "number", from, to, value }, from, to };
}

function readSelector(reader: TokenReader, metric: string | undefined, from: number, nameEnd: number): Placed | undefined {
  const matchers: LabelMatcher[] = [];
  let to = nameEnd;
  if (took(reader, "{")) {
    for (;;) {
      to = reader.end;
      if (matchers.length === 0 && took(reader, "}")) break;
      const label = tookLabel(reader);
      if (label === undefined || label === "__name__") return undefined;
      const operator = (["=", "!=", "=~", "!~"] as const).find((one) => one === reader.text);
      next(reader);
      const value: string | undefined = reader.kind === "string" ? unquote(reader.text) : undefined;
      if (operator === undefined || value === undefined) return undefined;
      matchers.push({ label, operator, value });
      next(reader);
      to = reader.end;
      if (took(reader, "}")) break;
      if (!took(reader, ",")) return undefined;
    }
  } else if (metric === undefined) return undefined;
  // Without a name and a matcher there is nothing to select by.
  if (metric === undefined && matchers.length === 0) return undefined;
  return { expression: { kind: "selector", from, to, metric, matchers, renamed: false }, from, to };
}

/** The name of a label, unless it means something to the grammar. */
function tookLabel(reader: TokenReader): string | undefined {
  const { kind, text } = reader;
  if (kind !== "name" || text.includes(":") || isWord(text)) return undefined;
  next(reader);
  return text;
}

function isWord(name: string): boolean {
  return words.has(name.toLowerCase()) || aggregations.has(name.toLowerCase());
}

function readAggregation(reader: TokenReader, operator: string, from: number, depth: number): Placed | undefined {
  const before = readGrouping(reader);
  const args = before === null ? undefined : readArguments(reader, depth);
  const after = args === undefined || before !== undefined ? undefined : readGrouping(reader);
  if (args === undefined || args.values.length === 0 || before === null || after === null) return undefined;
  const to = after?.to ?? args.to;
  const found = before ?? after;
  const grouping: Grouping | undefined = found && { keeps: found.keeps, labels: found.labels };
  return { expression: { kind: "aggregation", from, to, operator, grouping, args: args.values }, from, to };
}

/** Labels that are kept: `undefined` where nothing is said, `null` where it is said oddly. */
function readGrouping(reader: TokenReader): (Grouping & { readonly to: number }) | undefined | null {
  const keeps = reader.kind !== "name" ? undefined : reader.text === "by" ? "by" : reader.text === "without" ? "without" : undefined;
  if (keeps === undefined) return undefined;
  next(reader);
  const close = reader.source.indexOf(")", reader.at);
  const labels = readLabels(reader);
  return labels === undefined ? null : { keeps, labels, to: close + 1 };
}

function readLabels(reader: TokenReader): readonly string[] | undefined {
  const labels: string[] = [];
  if (!took(reader, "(")) return undefined;
  while (!took(reader, ")")) {
    if (labels.length > 0 && !took(reader, ",")) return undefined;
    const label = tookLabel(reader);
    if (label === undefined) return undefined;
    labels.push(label);
  }
  return labels;
}

function readArguments(reader: TokenReader, depth: number): { readonly values: readonly Expression[]; readonly to: number } | undefined {
  const values: Expression[] = [];
  if (!took(reader, "(")) return undefined;
  for (;;) {
    const to = reader.end;
    if (values.length === 0 ? took(reader, ")") : reader.text === ")" && reader.kind === "mark") {
      if (values.length > 0) next(reader);
      return { values, to };
    }
    if (values.length > 0 && !took(reader, ",")) return undefined;
    const argument = readOperation(reader, 0, depth + 1);
    if (argument === undefined) return undefined;
    values.push(argument.expression);
  }
}
