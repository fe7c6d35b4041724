import { Alert, Severity } from "../../model/alert.ts";
import type { FolderCheck } from "../check.ts";
import { ruleName } from "../promql/folder-expressions.ts";
import { renderedFolder } from "../rendered-folder.ts";

const severities: readonly string[] = Severity.options;
const actions: readonly string[] = Alert.shape.action.options;

/**
 * Labels decide whom an alert reaches and which rollout a series belongs to.
 * @see https://prometheus.io/docs/alerting/latest/configuration/#route
 */
export const rulesLabels: FolderCheck = {
  code: "rules-labels",
  scope: "folder",
  severity: "error",
  description: "alerts carry severity and action, and every rule the labels of its rollout",
  supersedes: ["runbook-rules"],
  *check(folder) {
    const file = `${folder.path}/rules.yaml`;
    const declared = new Map(folder.resource()?.spec.alerts.map((alert) => [alert.name, alert]));
    for (const rule of renderedFolder(folder).rules) {
      const { alert, labels } = rule;
      const owner = ruleName(rule);
      const said = alert === undefined ? undefined : declared.get(alert);
      const wanted = [
        { label: "rollout", allowed: [folder.rollout] },
        { label: "environment", allowed: [folder.environment] },
        ...(alert === undefined
          ? []
          : [
              { label: "severity", allowed: said === undefined ? severities : [said.severity] },
              { label: "action", allowed: said === undefined ? actions : [said.action] },
            ]),
      ];
      for (const { label, allowed } of wanted) {
        const value = labels[label];
        if (value !== undefined && allowed.includes(value)) continue;
        yield {
          message:
            value === undefined
              ? `${owner} has no label ${label}`
              : `${owner} has label ${label}="${value}", expected ${allowed.map((one) => `"${one}"`).join(", ")}`,
          hint: `set ${label}: ${allowed.join(" | ")}`,
          file,
          path: [...rule.path, "labels", ...(value === undefined ? [] : [label])],
          ...(said === undefined ? {} : { definition: ["alerts", said.name] }),
        };
      }
    }
  },
};
