import { slug } from "../../base/markdown.ts";
import { readPromql } from "../../base/read-promql.ts";
import { add } from "../../base/decimal.ts";
import type { Bound, ChangeBound, SignalGate } from "../../model/gate.ts";
import { baseAmount, dimensionOf } from "../../model/quantity.ts";
import { headings, panelId } from "../conventions.ts";
import type { Context } from "../context.ts";
import type { Rendered } from "./rendered.ts";

/** A gate's limit is the same number in its alert, its gate query, its panel and its runbook section. */
export function* equalLimits({ rollout, observability }: Context, { rules, panels, sections }: Rendered): Generator<string> {
  for (const [name, gate] of Object.entries(rollout.gates)) {
    if (!("signal" in gate)) continue;
    const hold = gate.kind === "comparison" ? gate.otherwise : gate.hold;
    const section = sections.get(slug(headings.gate(name)));
    const panel = panels.find(({ id }) => id === panelId("signal", gate.signal));
    const query = observability.gates.get(name);
    for (const [kind, bound] of [["hold", hold], ["rollback", gate.rollback]] as const) {
      if (bound === undefined) continue;
      const text = amount(bound);
      const number = numberOf(gate, text);
      if (section?.includes(text) !== true) yield `gate "${name}" has ${kind} limit ${text}, which its runbook section does not tell`;
      if (panel !== undefined && !hasNumber(panel.json, panel.expressions, number)) yield `gate "${name}" has ${kind} limit ${text} (${number}), which its panel does not draw`;
      const asked = kind === "hold" ? query?.withinHold : query?.withinRollback;
      if (asked === undefined || !numbersOf(asked).includes(number)) yield `gate "${name}" has ${kind} limit ${text} (${number}), which its query does not ask for`;
      for (const [alert, { when }] of Object.entries(rollout.alerts)) {
        if (when.kind !== "gate" || when.gate !== name || when.limit !== kind) continue;
        const rule = rules.find((one) => one.alert === alert);
        if (rule !== undefined && !numbersOf(rule.expr).includes(number)) yield `alert "${alert}" names the ${kind} limit of gate "${name}", ${text} (${number}), but holds another number`;
      }
    }
  }
}

function amount(bound: Bound | ChangeBound): string {
  return "above" in bound ? bound.above : bound.below;
}

/** The number a limit has in PromQL, where a sign is an operator: relative changes are factors of the baseline. */
function numberOf(gate: SignalGate, text: string): string {
  const relative = gate.kind !== "limit" && dimensionOf(text) === "percent";
  return (relative ? add("1", baseAmount(text)) : baseAmount(text)).replace(/^-/, "");
}

function numbersOf(expr: string): readonly string[] {
  const reading = readPromql(expr);
  return "problem" in reading ? [] : reading.numbers;
}

function hasNumber(json: string, expressions: readonly string[], number: string): boolean {
  return expressions.some((expr) => numbersOf(expr).includes(number)) || new RegExp(`"value":${number.replaceAll(".", "\\.")}[,}]`).test(json);
}
