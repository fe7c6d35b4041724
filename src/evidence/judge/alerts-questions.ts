import { codeUnitOrder } from "../../base/code-unit-order.ts";
import { escapeRe2, selector } from "../../base/promql.ts";
import type { Context } from "../../compile/context.ts";
import { candidateWeightRecord, seriesLabels } from "../../compile/conventions.ts";
import { selectorOf } from "../../compile/observability/series.ts";
import type { Gate } from "../../model/gate.ts";
import type { Question } from "./question.ts";

export type QuietGate = Extract<Gate, { readonly kind: "alerts-quiet" }>;

/** Selects the alerts of a rollout in an environment that fire and are of these severities. */
export function firingSelector({ rollout, environment }: Context, { severities }: QuietGate): string {
  return selector("ALERTS", [
    { label: "alertstate", operator: "=", value: "firing" },
    ...Object.entries(seriesLabels(rollout, environment))
      .toSorted(([left], [right]) => codeUnitOrder(left, right))
      .map(([label, value]) => ({ label, operator: "=", value }) as const),
    { label: "severity", operator: "=~", value: severities.map(escapeRe2).join("|") },
  ]);
}

/**
 * What must be known of a time without alerts: which fired, and whether the
 * rules were evaluated at all, which the stage series tells, since its rule is
 * in the same file.
 */
export function alertsQuestions(context: Context, gate: QuietGate): readonly Question[] {
  const stages = selectorOf(candidateWeightRecord, seriesLabels(context.rollout, context.environment));
  return [
    { id: "firing", kind: "range", expression: firingSelector(context, gate) },
    { id: "evaluated", kind: "range", expression: `count(${stages})` },
  ];
}
