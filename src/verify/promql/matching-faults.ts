import type { Binary, Expression } from "../../base/promql-syntax/expression.ts";
import { comparedLabels, comparesLabel } from "./compared-labels.ts";
import { canBeEqual, stateOf, type LabelShape, type LabelState } from "./label-shape.ts";
import { isNumber, labelShapes, type KnownSeries } from "./label-shapes.ts";
import { differingLabels } from "./differing-labels.ts";
import { groupedLabels } from "./grouped-labels.ts";

/** Two sides whose samples never belong together, or always to themselves. */
export interface MatchingFault {
  readonly at: Binary;
  readonly message: string;
  readonly hint: string;
  /** Left out where nothing but the expression is needed to be sure. */
  readonly severity?: "warning";
}

/**
 * Operations between series that cannot do what they are written for: no
 * sample of one side has the labels of one of the other, or each sample is
 * only ever held against itself.
 * @see https://prometheus.io/docs/prometheus/latest/querying/operators/#vector-matching
 */
export function matchingFaults(parts: readonly Expression[], known: KnownSeries): readonly MatchingFault[] {
  return parts.flatMap((part) => {
    if (part.kind !== "binary" || isNumber(part.left) || isNumber(part.right)) return [];
    return selfMatch(part, known) ?? noMatch(part, known) ?? groupedApart(part) ?? [];
  });
}

function noMatch(binary: Binary, known: KnownSeries): MatchingFault | undefined {
  const { operator, matching, left, right } = binary;
  if (operator === "or") return undefined;
  const [lefts, rights] = [labelShapes(left, known), labelShapes(right, known)];
  let apart: { readonly label: string; readonly left: LabelShape; readonly right: LabelShape } | undefined;
  for (const one of lefts) {
    for (const other of rights) {
      const label = comparedLabels(matching, one, other).find((name) => !canBeEqual(stateOf(one, name), stateOf(other, name)));
      if (label === undefined) return undefined;
      apart ??= { label, left: one, right: other };
    }
  }
  if (apart === undefined) return undefined;
  const { label } = apart;
  const outcome =
    operator === "unless" ? "nothing is ever taken away" : operator === "and" ? "nothing is ever left" : "there is never a result";
  return {
    at: binary,
    message: `the sides of "${operator}" never match: label "${label}" ${words(stateOf(apart.left, label))} on the left and ${words(stateOf(apart.right, label))} on the right, so ${outcome}`,
    hint: `aggregate "${label}" away on both sides, write ignoring (${label}), or match on the labels that both sides have`,
  };
}

function words(state: LabelState): string {
  switch (state.kind) {
    case "absent":
      return "is missing";
    case "value":
      return `is ${JSON.stringify(state.value)}`;
    case "meets":
      return `is ${state.matchers.map(({ operator, value }) => `${operator}${JSON.stringify(value)}`).join(" and ")}`;
  }
}

/** Operations whose result says nothing where both sides are the same series: what they do to it, and what comes of it. */
const pointless: ReadonlyMap<string, readonly [does: string, outcome: string]> = new Map([
  ["/", ["divides each series by itself", "the quotient is always 1"]],
  ["-", ["subtracts each series from itself", "the difference is always 0"]],
  ["%", ["divides each series by itself", "the remainder is always 0"]],
  [">", ["compares each series with itself", "it never holds"]],
  ["<", ["compares each series with itself", "it never holds"]],
  [">=", ["compares each series with itself", "it always holds"]],
  ["<=", ["compares each series with itself", "it always holds"]],
  ["==", ["compares each series with itself", "it always holds"]],
  ["!=", ["compares each series with itself", "it never holds"]],
]);

function selfMatch(binary: Binary, known: KnownSeries): MatchingFault | undefined {
  const { operator, matching, left, right } = binary;
  const pointlessly = pointless.get(operator);
  const differing = pointlessly === undefined ? undefined : differingLabels(left, right);
  if (pointlessly === undefined || differing === undefined) return undefined;
  const [does, outcome] = pointlessly;
  if (differing.length === 0) {
    // x == x is how samples that are not a number are dropped.
    if (operator === "==" || operator === "!=") return undefined;
    return { at: binary, message: `both sides of "${operator}" are the same, so ${outcome}`, hint: "correct one of the sides" };
  }
  const [lefts, rights] = [labelShapes(left, known), labelShapes(right, known)];
  const kept = (label: string) =>
    comparesLabel(matching, label) && [...lefts, ...rights].every((shape) => stateOf(shape, label).kind !== "absent");
  if (!differing.every(kept) || lefts.length === 0 || rights.length === 0) return undefined;
  const names = differing.map((label) => `"${label}"`).join(", ");
  return {
    at: binary,
    message: `"${operator}" ${does}: both sides are the same but for the matchers on ${names}, by which samples are matched, so ${outcome}`,
    hint: `aggregate ${names} away on both sides: sum(…) ${operator} sum(…)`,
  };
}

/** Who groups by a label has series with it in mind; they match nothing that was aggregated without it. */
function groupedApart(binary: Binary): MatchingFault | undefined {
  const { operator, matching, left, right } = binary;
  const [lefts, rights] = [groupedLabels(left), groupedLabels(right)];
  if (operator === "or" || lefts === undefined || rights === undefined) return undefined;
  const onLeft = lefts.find((label) => !rights.includes(label) && comparesLabel(matching, label));
  const label = onLeft ?? rights.find((name) => !lefts.includes(name) && comparesLabel(matching, name));
  if (label === undefined) return undefined;
  const [here, there] = onLeft === undefined ? ["right", "left"] : ["left", "right"];
  const many = matching?.many === undefined && operator !== "and" && operator !== "unless" ? ` group_${here} ()` : "";
  return {
    at: binary,
    message: `the ${here} of "${operator}" is grouped by "${label}" and the ${there} is not, so only series without it can match`,
    hint: `group both sides by "${label}", or write ignoring (${label})${many}`,
    severity: "warning",
  };
}
