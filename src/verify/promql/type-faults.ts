import {
  comparisons,
  setOperators,
  type Aggregation,
  type Binary,
  type Call,
  type Expression,
  type Selector,
} from "../../base/promql-syntax/expression.ts";
import { accepts } from "./accepts.ts";
import { aggregations, signatures, type ValueType } from "../../base/promql-syntax/signature.ts";

/** Something that Prometheus refuses although the grammar allows it. */
export interface TypeFault {
  readonly at: Expression;
  readonly message: string;
}

const words: Readonly<Record<ValueType, string>> = {
  scalar: "a number",
  vector: "series",
  range: "a range such as x[5m]",
  string: "text in quotes",
};

/**
 * Wrong types and numbers of arguments, as Prometheus' own parser refuses them.
 * @see https://github.com/prometheus/prometheus/blob/main/promql/parser/parse.go
 */
export function typeFaults(expression: Expression): readonly TypeFault[] {
  const faults: TypeFault[] = [];
  typeOf(expression, (at, message) => faults.push({ at, message }));
  return faults;
}

type Report = (at: Expression, message: string) => void;

function typeOf(expression: Expression, report: Report): ValueType {
  switch (expression.kind) {
    case "number":
      return "scalar";
    case "string":
      return "string";
    case "selector":
      checkSelector(expression, report);
      return "vector";
    case "range": {
      const { of } = expression;
      const inner = of.kind === "shifted" ? of.of : of;
      if (of.kind !== "selector")
        report(
          expression,
          inner.kind === "selector"
            ? `"${of.kind === "shifted" ? of.by : ""}" must stand behind the range`
            : "only a selector may be followed by a range; a subquery needs a colon: [5m:]",
        );
      typeOf(of, report);
      return "range";
    }
    case "subquery":
      expect(expression.of, "vector", "a subquery", report);
      return "range";
    case "unary": {
      const type = typeOf(expression.of, report);
      if (type !== "scalar" && type !== "vector") report(expression, `a sign needs a number or series, got ${words[type]}`);
      return type;
    }
    case "shifted": {
      const { of } = expression;
      const inner = of.kind === "shifted" ? of.of : of;
      if (inner.kind !== "selector" && inner.kind !== "range" && inner.kind !== "subquery")
        report(expression, `"${expression.by}" must follow a selector, a range or a subquery`);
      if (of.kind === "shifted" && modifier(of.by) === modifier(expression.by))
        report(expression, `"${of.by}" is followed by a second "${expression.by}"`);
      return typeOf(of, report);
    }
    case "call":
      return checkCall(expression, report);
    case "aggregation":
      return checkAggregation(expression, report);
    case "binary":
      return checkBinary(expression, report);
  }
}

/** What kind of modifier it is, by its first word. */
function modifier(by: string): string {
  return by.startsWith("@") ? "@" : by.split(/\s/, 1).join("").toLowerCase();
}

function expect(expression: Expression, wanted: ValueType, who: string, report: Report): void {
  const type = typeOf(expression, report);
  if (type !== wanted) report(expression, `${who} needs ${words[wanted]}, got ${words[type]}`);
}

function checkSelector(selector: Selector, report: Report): void {
  if (selector.renamed) report(selector, "a selector names its metric twice");
  if (selector.metric === undefined && selector.matchers.every((matcher) => accepts(matcher, "") === true)) {
    report(selector, "a selector needs a name or a matcher that does not match empty text");
  }
}

function checkCall(call: Call, report: Report): ValueType {
  const signature = signatures.get(call.name);
  if (signature === undefined) {
    report(call, `there is no function ${call.name}()`);
    return "vector";
  }
  const { takes, optional, repeats, gives } = signature;
  const fewest = takes.length - optional;
  const most = repeats ? Number.POSITIVE_INFINITY : takes.length;
  const count = call.args.length;
  if (count < fewest || count > most) {
    const range = repeats ? `at least ${fewest}` : optional > 0 ? `${fewest} to ${takes.length}` : String(fewest);
    report(call, `${call.name}() takes ${range} argument${range === "1" || range === "at least 1" ? "" : "s"}, got ${count}`);
  }
  for (const [index, argument] of call.args.entries()) {
    const wanted = takes[index] ?? takes.at(-1);
    if (wanted === undefined || (index >= takes.length && !repeats)) typeOf(argument, report);
    else expect(argument, wanted, `${call.name}()`, report);
  }
  return gives;
}

function checkAggregation(aggregation: Aggregation, report: Report): ValueType {
  const { operator, args } = aggregation;
  const parameter = aggregations.get(operator);
  const wanted = parameter === undefined ? 1 : 2;
  if (args.length !== wanted) report(aggregation, `${operator}() takes ${wanted} argument${wanted === 1 ? "" : "s"}, got ${args.length}`);
  for (const [index, argument] of args.entries()) {
    expect(argument, parameter !== undefined && index === 0 && args.length > 1 ? parameter : "vector", `${operator}()`, report);
  }
  return "vector";
}

function checkBinary(binary: Binary, report: Report): ValueType {
  const { operator, bool, matching, left, right } = binary;
  const types = [typeOf(left, report), typeOf(right, report)];
  for (const [side, type] of [
    [left, types[0]],
    [right, types[1]],
  ] as const) {
    if (type === "range" || type === "string") report(side, `"${operator}" needs numbers or series, got ${words[type]}`);
  }
  const scalars = types.filter((type) => type === "scalar").length;
  const compares = comparisons.has(operator);
  const isSet = setOperators.has(operator);
  if (bool && !compares) report(binary, `"bool" goes with a comparison only, got "${operator}"`);
  if (compares && !bool && scalars === 2) report(binary, `two numbers are compared without "bool"`);
  if (isSet && scalars > 0) report(binary, `"${operator}" needs series on both sides, got a number`);
  if (matching !== undefined && matching.labels.length > 0 && scalars > 0 && !isSet)
    report(binary, "only series can be matched by labels, got a number");
  if (matching?.many !== undefined) {
    if (isSet) report(binary, `"${operator}" takes no group_${matching.many.side}`);
    const { takes } = matching.many;
    const both = matching.by === "on" ? matching.labels.find((label) => takes.includes(label)) : undefined;
    if (both !== undefined) report(binary, `label "${both}" stands in on() and in group_${matching.many.side}() at once`);
  }
  return scalars === 2 ? "scalar" : "vector";
}
