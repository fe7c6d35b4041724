import { add, type Decimal } from "../../base/decimal.ts";
import { slug } from "../../base/markdown.ts";
import { baseAmount, dimensionOf } from "../../model/quantity.ts";
import { headings, panelId } from "../conventions.ts";
import type { Disagreement } from "./disagreement.ts";
import type { Rendered, RenderedPanel } from "./rendered.ts";

/** A limit of a gate, and the alerts that name it. */
export interface GateLimit {
  readonly gate: string;
  readonly signal: string;
  readonly which: "hold" | "rollback";
  /** As the definition writes it: `0.1 %`, `1.5x`. */
  readonly text: string;
  /** Whether it is a change of what the baseline measures. */
  readonly relative: boolean;
  readonly alerts: readonly string[];
}

/** Numbers that stand in an expression. */
export type NumbersOf = (expr: string) => readonly string[];

/** A gate's limit is the same number in its alert, its panel and its runbook section. */
export function* equalLimits(
  limits: Iterable<GateLimit>,
  { rules, panels, sections }: Rendered,
  numbers: NumbersOf,
): Generator<Disagreement> {
  for (const { gate, signal, which, text, relative, alerts } of limits) {
    const number = numberOf(text, relative);
    const definition = ["gates", gate, which];
    const section = sections.get(slug(headings.gate(gate)));
    if (!(section?.lines.some((line) => holds(line, text)) ?? false)) {
      const message = `gate "${gate}" has ${which} limit ${text}, which its runbook section does not tell`;
      yield { message, file: "RUNBOOK.md", ...(section === undefined ? {} : { line: section.line }), definition };
    }
    const panel = panels.find(({ id }) => id === panelId("signal", signal));
    if (panel !== undefined && !draws(panel, number, numbers)) {
      yield {
        message: `gate "${gate}" has ${which} limit ${text} (${number}), which its panel does not draw`,
        file: "dashboard.json",
        path: panel.path,
        definition,
      };
    }
    for (const alert of alerts) {
      const rule = rules.find((one) => one.alert === alert);
      if (rule !== undefined && !numbers(rule.expr).includes(number)) {
        const message = `alert "${alert}" names the ${which} limit of gate "${gate}", ${text} (${number}), but holds another number`;
        yield { message, file: "rules.yaml", path: [...rule.path, "expr"], definition: ["alerts", alert] };
      }
    }
  }
}

/** Whether a line has the amount itself, not as a part of another such as 10.1 % for 0.1 %. */
function holds(line: string, amount: string): boolean {
  for (let at = line.indexOf(amount); at >= 0; at = line.indexOf(amount, at + 1)) {
    if (!/[\d.]/.test(line[at - 1] ?? " ") && !/[\d\w%]/.test(line[at + amount.length] ?? " ")) return true;
  }
  return false;
}

/** The number a limit has in PromQL, where a sign is an operator: relative changes are factors of the baseline. */
export function numberOf(text: string, relative: boolean): Decimal {
  const factor = relative && dimensionOf(text) === "percent";
  return (factor ? add("1", baseAmount(text)) : baseAmount(text)).replace(/^-/, "");
}

function draws({ json, targets }: RenderedPanel, number: Decimal, numbers: NumbersOf): boolean {
  return (
    json.includes(`"value":${number},`) || json.includes(`"value":${number}}`) || targets.some(({ expr }) => numbers(expr).includes(number))
  );
}
