import type { RenderedRule } from "../../compile/closure/rendered.ts";
import { perFolder } from "../per-folder.ts";
import { folderExpressions } from "./folder-expressions.ts";
import { anyShape, withStates, type LabelShape } from "./label-shape.ts";
import { labelShapes, type KnownSeries } from "./label-shapes.ts";
import type { Expression } from "../../base/promql-syntax/expression.ts";

/** A series that a rule of the folder records. */
export interface RecordedSeries {
  readonly rule: RenderedRule;
  /** `undefined` where the rule is not PromQL. */
  readonly expression: Expression | undefined;
}

/** The recording rules of a folder by the name they record. */
export const recordedSeries = perFolder((folder): ReadonlyMap<string, readonly RecordedSeries[]> => {
  const recorded = new Map<string, RecordedSeries[]>();
  for (const { rule, parsed } of folderExpressions(folder)) {
    if (rule?.record === undefined) continue;
    const same = recorded.get(rule.record) ?? [];
    same.push({ rule, expression: "problem" in parsed ? undefined : parsed.expression });
    recorded.set(rule.record, same);
  }
  return recorded;
});

/** Rules that read the series of rules, and so on: further than this nothing is known. */
const deepest = 20;

/**
 * What the folder's own rules tell of the labels of series. Where they put the
 * rollout's name on a series, a selector without it may mean another rollout's.
 */
export const knownSeries = perFolder((folder): KnownSeries => {
  const recorded = recordedSeries(folder);
  const shapes = new Map<string, readonly LabelShape[] | undefined>();
  let depth = 0;
  const known: KnownSeries = (metric, matchers) => {
    const rules = recorded.get(metric);
    if (rules === undefined) return undefined;
    const owned = rules.some(({ rule }) => rule.labels["rollout"] !== undefined);
    if (owned && !matchers.some(({ label, operator }) => label === "rollout" && operator === "=")) return undefined;
    if (!shapes.has(metric)) {
      if (depth >= deepest) return undefined;
      depth += 1;
      // A rule that reads its own series must not be asked for it again.
      shapes.set(metric, undefined);
      shapes.set(
        metric,
        rules.flatMap((one) => shapesOf(one, known)),
      );
      depth -= 1;
    }
    return shapes.get(metric);
  };
  return known;
});

function shapesOf({ rule, expression }: RecordedSeries, known: KnownSeries): readonly LabelShape[] {
  const own = Object.entries(rule.labels).map(
    ([label, value]) => [label, value === "" ? ({ kind: "absent", by: undefined } as const) : ({ kind: "value", value } as const)] as const,
  );
  return (expression === undefined ? [anyShape] : labelShapes(expression, known)).map((shape) => withStates(shape, own));
}
