import { slug } from "../../base/markdown.ts";
import { headings } from "../../compile/conventions.ts";
import type { RenderedRule } from "../../compile/closure/rendered.ts";
import type { FolderCheck, Report } from "../check.ts";
import { readTemplate } from "../alert-template/read-template.ts";
import type { Folder } from "../folder.ts";
import { ownRules } from "../own-rules.ts";
import { readExpressions } from "../promql/folder-expressions.ts";
import { stateOf } from "../promql/label-shape.ts";
import { labelShapes } from "../promql/label-shapes.ts";
import { knownSeries } from "../promql/recorded-series.ts";
import { renderedFolder } from "../rendered-folder.ts";

type Fault = Pick<Report, "message" | "hint" | "severity"> & { readonly at: readonly string[] };

/**
 * What an alert tells the person it wakes: one sentence, what to do, and where
 * to read on. Labels are part of an alert's identity, so a value in them makes
 * a new alert at each evaluation.
 * @see https://monitoring.mixins.dev/#guidelines-for-alert-names-labels-and-annotations
 */
export const rulesAnnotations: FolderCheck = {
  code: "rules-annotations",
  scope: "folder",
  severity: "error",
  description: "alerts say what is wrong, what to do and where to read on, in templates that work",
  *check(folder) {
    const declared = new Set(folder.resource()?.spec.alerts.map(({ name }) => name));
    for (const rule of renderedFolder(folder).rules) {
      const { alert } = rule;
      if (alert === undefined) continue;
      for (const { at, message, hint, severity } of [...missing(rule, alert, folder), ...templates(rule, folder)]) {
        yield {
          message: `Alert "${alert}" ${message}`,
          ...(hint === undefined ? {} : { hint }),
          ...(severity === undefined ? {} : { severity }),
          file: `${folder.path}/rules.yaml`,
          path: [...rule.path, ...at],
          ...(declared.has(alert) ? { definition: ["alerts", alert] } : {}),
        };
      }
    }
    // What others must say is for policies to tell; what they say must work.
    for (const { file, document, rule } of ownRules(folder)) {
      if (rule.alert === undefined) continue;
      for (const { at, message, ...rest } of templates(rule, folder))
        yield { message: `Alert "${rule.alert}" ${message}`, ...rest, file, document, path: [...rule.path, ...at] };
    }
  },
};

function* missing({ annotations }: RenderedRule, alert: string, { environment, rollout }: Folder): Generator<Fault> {
  for (const name of ["summary", "description", "runbook_url", "dashboard_url"]) {
    if ((annotations[name] ?? "").trim() === "") yield { at: ["annotations"], message: `has no annotation ${name}`, hint: `add ${name}` };
  }
  const { summary = "", runbook_url: runbook = "" } = annotations;
  if (summary.trim() !== "" && !summary.endsWith("."))
    yield {
      at: ["annotations", "summary"],
      message: `has a summary that is no sentence: "${summary.slice(0, 80)}"`,
      hint: "end it with a full stop",
    };
  const page = `/${environment}/${rollout}/RUNBOOK.md#${slug(headings.alert(alert))}`;
  if (runbook !== "" && !runbook.endsWith(page))
    yield {
      at: ["annotations", "runbook_url"],
      message: `leads to ${runbook.slice(0, 200)}, not to its own part of the runbook`,
      hint: `expected an address that ends in ${page}`,
    };
}

function* templates(rule: RenderedRule, folder: Folder): Generator<Fault> {
  for (const [key, texts] of [
    ["labels", rule.labels],
    ["annotations", rule.annotations],
  ] as const) {
    for (const [name, text] of Object.entries(texts)) {
      if (!text.includes("{{")) continue;
      const at = [key, name];
      const where = `has a template in ${key.slice(0, -1)} ${name}`;
      const { faults, labels, usesValue, rawValues } = readTemplate(text);
      for (const { message, hint } of faults) yield { at, message: `${where} that does not work: ${message}`, hint };
      if (key === "labels" && usesValue)
        yield {
          at,
          message: `${where} that holds the value, so it is a new alert whenever the value changes`,
          hint: "move $value into an annotation",
        };
      if (key === "annotations" && faults.length === 0 && rawValues[0] !== undefined)
        yield {
          at,
          severity: "warning",
          message: `${where} that shows every digit of the value: ${rawValues[0]}`,
          hint: "write {{ $value | humanize }}, or humanizePercentage or humanizeDuration",
        };
      for (const label of labels) {
        if (neverThere(rule, label, folder))
          yield {
            at,
            message: `${where} that shows label "${label}", which its series never have`,
            hint: `keep "${label}" in the expression, or leave it out`,
          };
      }
    }
  }
}

/** Whether the series of an alert cannot have a label; those of the rule itself are not among `$labels`. */
function neverThere(rule: RenderedRule, label: string, folder: Folder): boolean {
  const item = readExpressions(folder).find((one) => one.rule === rule);
  const shapes = item === undefined ? [] : labelShapes(item.expression, knownSeries(folder));
  return shapes.length > 0 && shapes.every((shape) => stateOf(shape, label).kind === "absent");
}
