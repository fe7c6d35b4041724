import type { FolderCheck } from "../check.ts";
import type { Folder } from "../folder.ts";
import {
  aggregated,
  everyPart,
  type Aggregation,
  type Binary,
  type Call,
  type Expression,
  type Selector,
} from "../../base/promql-syntax/expression.ts";
import { eachExpression, excerpt, type ExpressionFault } from "../promql/folder-expressions.ts";
import { anyShape, selected, stateOf, type LabelShape } from "../promql/label-shape.ts";
import { labelShapes, type KnownSeries } from "../promql/label-shapes.ts";
import { knownSeries } from "../promql/recorded-series.ts";

/** Labels that are asked for where they cannot be, and matchers that contradict each other. */
export const promqlImpossible: FolderCheck = {
  code: "promql-impossible",
  scope: "folder",
  severity: "error",
  description: "labels are asked for only where series can have them",
  supersedes: ["rules-unused", "runbook-rules"],
  check: eachExpression(function* ({ parts, source }, folder: Folder) {
    const known = knownSeries(folder);
    for (const part of parts) {
      if (part.kind === "selector") yield* inSelector(part, source, known);
      if (part.kind === "aggregation") yield* inGrouping(part, source, known);
      if (part.kind === "binary") yield* inMatching(part, source, known);
      if (part.kind === "call" && part.name === "histogram_quantile") yield* inQuantile(part, source, known);
    }
  }),
};

function* inSelector(selector: Selector, source: string, known: KnownSeries): Generator<ExpressionFault> {
  const { metric, matchers } = selector;
  const recorded = metric === undefined ? undefined : known(metric, matchers);
  const isMet = labelShapes(selector, known).length > 0;
  // Where no rule records it, it is asked of any series.
  if (recorded === undefined ? !isMet : selected(anyShape, matchers) === undefined) {
    yield {
      message: `no series can meet all matchers of "${excerpt(source, selector)}"`,
      hint: "remove the matcher that contradicts the others",
    };
    return;
  }
  if (isMet || recorded === undefined || recorded.length === 0) return;
  const wrong = matchers.find((matcher) => recorded.every((shape) => selected(shape, [matcher]) === undefined));
  yield {
    message: `"${excerpt(source, selector)}" finds nothing: the rule that records "${metric}" ${wrong === undefined ? "gives it no such labels" : `gives it no ${wrong.label}${wrong.operator}${JSON.stringify(wrong.value)}`}`,
    hint: "select the labels that the rule gives, or correct the rule",
  };
}

function* inGrouping(aggregation: Aggregation, source: string, known: KnownSeries): Generator<ExpressionFault> {
  const of = aggregated(aggregation);
  if (of === undefined || aggregation.grouping?.keeps !== "by") return;
  for (const label of aggregation.grouping.labels) {
    const gone = lost(of, label, known);
    if (gone !== undefined)
      yield { message: `label "${label}" is grouped by, but ${taker(of, gone, source)}`, hint: `keep "${label}" there, or remove it here` };
  }
}

function* inMatching(binary: Binary, source: string, known: KnownSeries): Generator<ExpressionFault> {
  const { matching, left, right } = binary;
  if (matching === undefined) return;
  if (matching.by === "on") {
    for (const label of matching.labels) {
      const gone = lost(left, label, known);
      if (gone !== undefined && lost(right, label, known) !== undefined) {
        yield {
          message: `label "${label}" is matched on, but ${taker(left, gone, source)}`,
          hint: "match on a label that both sides have, or write on ()",
        };
      }
    }
  }
  const one = matching.many?.side === "right" ? left : right;
  for (const label of matching.many?.takes ?? []) {
    const gone = lost(one, label, known);
    if (gone !== undefined)
      yield {
        message: `label "${label}" is taken over, but ${taker(one, gone, source)}`,
        hint: `keep "${label}" there, or do not take it over`,
      };
  }
}

function* inQuantile(call: Call, source: string, known: KnownSeries): Generator<ExpressionFault> {
  const buckets = call.args[1];
  if (buckets === undefined || !everyPart(buckets).some((part) => part.kind === "selector" && part.metric?.endsWith("_bucket") === true))
    return;
  const gone = lost(buckets, "le", known);
  if (gone !== undefined)
    yield { message: `a quantile needs label "le", but ${taker(buckets, gone, source)}`, hint: "aggregate buckets by (le)" };
}

interface Lost {
  /** The aggregation or operation that dropped the label, where it is known. */
  readonly by: Expression | undefined;
}

/** Whether a label is on no sample of an expression. */
function lost(expression: Expression, label: string, known: KnownSeries): Lost | undefined {
  const shapes: readonly LabelShape[] = labelShapes(expression, known);
  const states = shapes.map((shape) => stateOf(shape, label));
  if (states.length === 0 || !states.every(({ kind }) => kind === "absent")) return undefined;
  const [state] = states;
  return { by: state?.kind === "absent" ? state.by : undefined };
}

function taker(within: Expression, { by }: Lost, source: string): string {
  return by !== undefined && everyPart(within).includes(by) ? `"${excerpt(source, by)}" has taken it away` : "its series do not have it";
}
