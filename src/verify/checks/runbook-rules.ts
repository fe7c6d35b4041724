import { slug } from "../../base/markdown.ts";
import { headings } from "../../compile/conventions.ts";
import type { RenderedRule } from "../../compile/closure/rendered.ts";
import type { FolderCheck, Report } from "../check.ts";
import type { Folder } from "../folder.ts";
import { ruleName } from "../promql/folder-expressions.ts";
import { renderedFolder } from "../rendered-folder.ts";
import { shownExpressions, type ShownExpression } from "../runbook/shown-expressions.ts";

const hint = "render the folder again with rampart compile";

/** Who reads in the runbook what an alert looks at reads what Prometheus evaluates, to the letter. */
export const runbookRules: FolderCheck = {
  code: "runbook-rules",
  severity: "error",
  description: "the runbook shows each alert and recorded signal with the expression, severity and duration that it has",
  scope: "folder",
  *check(folder) {
    const shown = shownExpressions(folder);
    const { rules } = renderedFolder(folder);
    const others = rules.filter((rule) => isOther(rule, shown));
    for (const rule of others) {
      yield {
        message: `${ruleName(rule)} has another expression than the runbook shows`,
        hint,
        file: `${folder.path}/rules.yaml`,
        path: [...rule.path, "expr"],
        ...(rule.alert === undefined ? {} : { definition: ["alerts", rule.alert] }),
      };
    }
    yield* rows(folder, rules);
    for (const { record, expr, line } of shown) {
      const isRecorded = [...rules.filter((rule) => rule.expr.trim() === expr), ...others].some((rule) => rule.record === record);
      if (record === undefined || isRecorded) continue;
      yield {
        message: `The runbook shows an expression that is recorded as "${record}", but no rule records that`,
        hint,
        file: `${folder.path}/RUNBOOK.md`,
        line,
      };
    }
  },
};

/** Whether the runbook says that it shows a rule, an alert in the section of its name or a record by its name, and shows another. */
function isOther({ alert, record, expr }: RenderedRule, shown: readonly ShownExpression[]): boolean {
  const anchor = alert === undefined ? undefined : slug(headings.alert(alert));
  const own = shown.filter((one) => (anchor === undefined ? one.record === record : one.section === anchor));
  return own.length > 0 && !own.some((one) => one.expr === expr.trim());
}

/** The row of an alert in the runbook's table tells how grave it is and how long it waits. */
function* rows(folder: Folder, rules: readonly RenderedRule[]): Generator<Report> {
  const table = new Map<string, readonly string[]>();
  for (const line of renderedFolder(folder).sections.get("alerts")?.lines ?? []) {
    const [, name] = /^\| \[([A-Z][A-Za-z0-9]{2,79})\]\(#/.exec(line) ?? [];
    if (name !== undefined)
      table.set(
        name,
        line.split(" | ").map((cell) => cell.trim()),
      );
  }
  for (const rule of rules) {
    const cells = rule.alert === undefined ? undefined : table.get(rule.alert);
    if (cells === undefined) continue;
    for (const [key, value, path] of [
      ["for", rule.for, rule.for === undefined ? rule.path : [...rule.path, "for"]],
      ["severity", rule.labels["severity"], [...rule.path, "labels", "severity"]],
    ] as const) {
      if (cells.includes(value ?? "–")) continue;
      yield {
        message: `${ruleName(rule)} has ${value === undefined ? `no ${key}` : `${key} ${JSON.stringify(value.slice(0, 40))}`}, which its row of the runbook does not tell`,
        hint,
        file: `${folder.path}/rules.yaml`,
        path,
        definition: ["alerts", rule.alert ?? ""],
      };
    }
  }
}
