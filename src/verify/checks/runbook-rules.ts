import { slug } from "../../base/markdown.ts";
import { headings } from "../../compile/conventions.ts";
import type { RenderedRule } from "../../compile/closure/rendered.ts";
import type { FolderCheck } from "../check.ts";
import type { Folder } from "../folder.ts";
import { ruleName } from "../promql/folder-expressions.ts";
import { renderedFolder } from "../rendered-folder.ts";
import { fencedBlocks } from "../runbook/fenced-blocks.ts";

/** Who reads in the runbook what an alert looks at reads what Prometheus evaluates, to the letter. */
export const runbookRules: FolderCheck = {
  code: "runbook-rules",
  severity: "error",
  description: "the runbook shows each alert and recorded signal with the expression, severity and duration that it has",
  scope: "folder",
  *check(folder) {
    const shown = new Set(
      fencedBlocks(folder.files.get("RUNBOOK.md") ?? "").flatMap(({ language, code }) => (language === "promql" ? [code.trim()] : [])),
    );
    const rows = alertRows(folder);
    for (const rule of renderedFolder(folder).rules) {
      const place = { hint: "render the folder again with rampart compile", file: `${folder.path}/rules.yaml` };
      const source = rule.alert === undefined ? {} : { definition: ["alerts", rule.alert] };
      if (shown.size > 0 && isTold(rule, folder) && !shown.has(rule.expr.trim())) {
        yield {
          message: `${ruleName(rule)} has an expression that the runbook does not show`,
          ...place,
          ...source,
          path: [...rule.path, "expr"],
        };
      }
      const row = rule.alert === undefined ? undefined : rows.get(rule.alert);
      if (row === undefined) continue;
      for (const [key, value] of [
        ["for", rule.for ?? "0s"],
        ["severity", rule.labels["severity"] ?? ""],
      ] as const) {
        if (row.includes(value) || (key === "for" && rule.for === undefined && row.includes("–"))) continue;
        const path = key === "for" ? (rule.for === undefined ? rule.path : [...rule.path, key]) : [...rule.path, "labels", key];
        yield {
          message: `${ruleName(rule)} has ${key} ${JSON.stringify(value.slice(0, 40))}, which its row of the runbook does not tell`,
          ...place,
          ...source,
          path,
        };
      }
    }
  },
};

/** Whether the runbook says that it shows a rule: an alert has its section, a recorded signal its name. */
function isTold({ alert, record }: RenderedRule, folder: Folder): boolean {
  if (alert !== undefined) return renderedFolder(folder).sections.has(slug(headings.alert(alert)));
  return folder.files.get("RUNBOOK.md")?.includes(`recorded as \`${record ?? ""}\``) === true;
}

/** Cells of the table of alerts, by alert. */
function alertRows(folder: Folder): ReadonlyMap<string, readonly string[]> {
  const rows = new Map<string, readonly string[]>();
  for (const line of renderedFolder(folder).sections.get("alerts")?.lines ?? []) {
    const [, name] = /^\| \[([A-Z][A-Za-z0-9]{2,79})\]\(#/.exec(line) ?? [];
    if (name !== undefined)
      rows.set(
        name,
        line.split(" | ").map((cell) => cell.trim()),
      );
  }
  return rows;
}
