import { codeUnitOrder } from "../../base/code-unit-order.ts";
import type { FoldersCheck } from "../check.ts";
import { ruleName } from "../promql/folder-expressions.ts";
import { renderedFolder } from "../rendered-folder.ts";
import { visiting } from "../visiting.ts";

/** Two rules that record the same series overwrite each other; two that fire the same alert page twice. */
export const rulesDuplicate: FoldersCheck = {
  code: "rules-duplicate",
  scope: "folders",
  severity: "error",
  description: "no two rules of an environment record the same series or fire the same alert",
  ...visiting(() => {
    const seen = new Map<string, string>();
    return {
      *folder(folder) {
        for (const rule of renderedFolder(folder).rules) {
          const labels = Object.entries(rule.labels).toSorted(([left], [right]) => codeUnitOrder(left, right));
          const identity = JSON.stringify([folder.environment, rule.alert, rule.record, labels]);
          const other = seen.get(identity);
          if (other === undefined) {
            seen.set(identity, folder.path);
            continue;
          }
          yield {
            message: `${ruleName(rule)} is there twice with the same labels${other === folder.path ? "" : `: ${other} has it too`}`,
            hint:
              rule.alert === undefined
                ? "remove one of them, or tell them apart by a label"
                : "remove one of them, or give it another name",
            file: `${folder.path}/rules.yaml`,
            path: rule.path,
          };
        }
      },
    };
  }),
};
