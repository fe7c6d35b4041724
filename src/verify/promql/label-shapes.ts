import type { LabelMatcher } from "../../base/promql.ts";
import {
  aggregated,
  comparisons,
  setOperators,
  type Aggregation,
  type Binary,
  type Call,
  type Expression,
  type Selector,
} from "../../base/promql-syntax/expression.ts";
import {
  anyShape,
  bareShape,
  canBeEqual,
  moreExact,
  selected,
  stateOf,
  withStates,
  type LabelShape,
  type LabelState,
} from "./label-shape.ts";
import { comparedLabels } from "./compared-labels.ts";

/** Shapes of the series that rules record under a name; `undefined` where nothing is known of those that are selected. */
export type KnownSeries = (metric: string, matchers: readonly LabelMatcher[]) => readonly LabelShape[] | undefined;

/** More kinds of samples than this are one of which nothing is known. */
const most = 24;

/**
 * The kinds of samples an expression can give, by their labels. Numbers have
 * none; an empty list says that there can be no sample. What cannot be told is
 * left open, so that nothing is said to be impossible that is not.
 */
export function labelShapes(expression: Expression, known: KnownSeries): readonly LabelShape[] {
  const before = rememberedOf(known);
  const found = before.get(expression);
  if (found !== undefined) return found;
  const shapes = shapesOf(expression, known);
  const bounded = shapes.length > most ? [anyShape] : shapes;
  before.set(expression, bounded);
  return bounded;
}

/** Each part is asked for again by everything around it. */
const remembered = new WeakMap<KnownSeries, Map<Expression, readonly LabelShape[]>>();

function rememberedOf(known: KnownSeries): Map<Expression, readonly LabelShape[]> {
  const before = remembered.get(known);
  if (before !== undefined) return before;
  const shapes = new Map<Expression, readonly LabelShape[]>();
  remembered.set(known, shapes);
  return shapes;
}

function shapesOf(expression: Expression, known: KnownSeries): readonly LabelShape[] {
  switch (expression.kind) {
    case "number":
    case "string":
      return [bareShape()];
    case "selector":
      return selectedShapes(expression, known);
    case "range":
    case "subquery":
    case "unary":
    case "shifted":
      return labelShapes(expression.of, known);
    case "call":
      return calledShapes(expression, known);
    case "aggregation":
      return aggregatedShapes(expression, known);
    case "binary":
      return joinedShapes(expression, known);
  }
}

function selectedShapes({ metric, matchers }: Selector, known: KnownSeries): readonly LabelShape[] {
  const from = metric === undefined ? undefined : known(metric, matchers);
  return (from ?? [anyShape]).flatMap((shape) => selected(shape, matchers) ?? []);
}

function calledShapes(call: Call, known: KnownSeries): readonly LabelShape[] {
  const [first] = call.args;
  switch (call.name) {
    case "absent":
    case "absent_over_time":
      return [absentShape(first)];
    case "scalar":
    case "vector":
    case "time":
    case "pi":
      return [bareShape()];
    case "info":
      return [anyShape];
    case "label_replace":
    case "label_join": {
      const target = call.args[1];
      if (target?.kind !== "string") return [anyShape];
      return first === undefined
        ? []
        : labelShapes(first, known).map((shape) => withStates(shape, [[target.value, { kind: "meets", matchers: [] }]]));
    }
    case "histogram_quantile":
    case "histogram_quantiles":
    case "histogram_fraction": {
      const buckets = call.args.find((argument) => argument.kind !== "number" && argument.kind !== "string");
      return buckets === undefined
        ? [anyShape]
        : labelShapes(buckets, known).map((shape) => withStates(shape, [["le", { kind: "absent", by: call }]]));
    }
    default: {
      const series = call.args.find((argument) => argument.kind !== "number" && argument.kind !== "string");
      return series === undefined ? [bareShape()] : labelShapes(series, known);
    }
  }
}

/** absent() has the labels that its selector says to be equal to something, once each. */
function absentShape(argument: Expression | undefined): LabelShape {
  const inner = argument?.kind === "range" || argument?.kind === "shifted" ? argument.of : argument;
  if (inner?.kind !== "selector") return bareShape(argument);
  const { matchers } = inner;
  const states = matchers
    .filter(
      ({ label, operator, value }) => operator === "=" && value !== "" && matchers.filter((other) => other.label === label).length === 1,
    )
    .map(({ label, value }) => [label, { kind: "value", value }] as const);
  return withStates(bareShape(argument), states);
}

function aggregatedShapes(aggregation: Aggregation, known: KnownSeries): readonly LabelShape[] {
  const { operator, grouping } = aggregation;
  const of = aggregated(aggregation);
  const shapes = of === undefined ? [] : labelShapes(of, known);
  if (operator === "topk" || operator === "bottomk" || operator === "limitk" || operator === "limit_ratio") return shapes;
  const parameter = operator === "count_values" ? aggregation.args[0] : undefined;
  const counted: readonly (readonly [string, LabelState])[] =
    parameter?.kind === "string" ? [[parameter.value, { kind: "meets", matchers: [] }]] : [];
  return unique(
    shapes.map((shape) => {
      if (grouping?.keeps === "without") {
        const gone = [...grouping.labels, "__name__"].map((label) => [label, { kind: "absent", by: aggregation }] as const);
        return withStates(shape, [...gone, ...counted]);
      }
      return withStates(bareShape(aggregation), [
        ...(grouping?.labels ?? []).map((label) => [label, stateOf(shape, label)] as const),
        ...counted,
      ]);
    }),
  );
}

function joinedShapes(binary: Binary, known: KnownSeries): readonly LabelShape[] {
  const { operator, matching, left, right } = binary;
  const [lefts, rights] = [labelShapes(left, known), labelShapes(right, known)];
  if (operator === "or") return [...lefts, ...rights];
  if (setOperators.has(operator)) return lefts;
  if (isNumber(left)) return rights;
  if (isNumber(right)) return lefts;
  const manySide = matching?.many?.side;
  const [ones, manys] = manySide === "right" ? [lefts, rights] : [rights, lefts];
  const joined = manys.flatMap((many) =>
    ones
      .filter((one) => comparedLabels(matching, many, one).every((label) => canBeEqual(stateOf(many, label), stateOf(one, label))))
      .map((one) => joinedShape(binary, many, one)),
  );
  return unique(joined);
}

function joinedShape(binary: Binary, many: LabelShape, one: LabelShape): LabelShape {
  const { matching } = binary;
  const shared = comparedLabels(matching, many, one).map((label) => [label, moreExact(stateOf(many, label), stateOf(one, label))] as const);
  if (matching?.many !== undefined) {
    return withStates(many, [...shared, ...matching.many.takes.map((label) => [label, stateOf(one, label)] as const)]);
  }
  if (matching?.by === "on") return withStates(bareShape(binary), shared);
  const ignored = matching?.labels ?? [];
  return withStates(many, [...shared, ...ignored.map((label) => [label, { kind: "absent", by: binary }] as const)]);
}

/** Whether an expression is a plain number, which has no labels to match. */
export function isNumber(expression: Expression): boolean {
  switch (expression.kind) {
    case "number":
      return true;
    case "unary":
      return isNumber(expression.of);
    case "call":
      return expression.name === "scalar" || expression.name === "time" || expression.name === "pi";
    case "binary":
      return isNumber(expression.left) && isNumber(expression.right) && (!comparisons.has(expression.operator) || expression.bool);
    default:
      return false;
  }
}

function unique(shapes: readonly LabelShape[]): readonly LabelShape[] {
  return shapes.length < 2 ? shapes : [...new Map(shapes.map((shape) => [keyOf(shape), shape])).values()];
}

function keyOf({ labels, others }: LabelShape): string {
  const text = (state: LabelState): unknown => (state.kind === "absent" ? 0 : state.kind === "value" ? state.value : state.matchers);
  return JSON.stringify([[...labels].map(([label, state]) => [label, text(state)]), text(others)]);
}
