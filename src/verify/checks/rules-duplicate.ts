import { codeUnitOrder } from "../../base/code-unit-order.ts";
import type { RenderedRule } from "../../compile/closure/rendered.ts";
import type { FoldersCheck } from "../check.ts";
import { ruleName } from "../promql/folder-expressions.ts";
import { renderedFolder } from "../rendered-folder.ts";
import { folding } from "../folding.ts";

/** Two rules that record the same series overwrite each other; two that fire the same alert page twice. */
export const rulesDuplicate: FoldersCheck = {
  code: "rules-duplicate",
  scope: "folders",
  severity: "error",
  description: "no two rules of an environment record the same series or fire the same alert",
  ...folding({
    look: (folder) =>
      renderedFolder(folder).rules.map((rule) => ({
        identity: identityOf(folder.environment, rule),
        name: ruleName(rule),
        isAlert: rule.alert !== undefined,
        path: rule.path,
      })),
    *judge(looked) {
      const seen = new Map<string, string>();
      for (const { folder, fact: rules } of looked) {
        for (const { identity, name, isAlert, path } of rules) {
          const other = seen.get(identity);
          if (other === undefined) {
            seen.set(identity, folder.path);
            continue;
          }
          yield {
            message: `${name} is there twice with the same labels${other === folder.path ? "" : `: ${other} has it too`}`,
            hint: isAlert ? "remove one of them, or give it another name" : "remove one of them, or tell them apart by a label",
            file: `${folder.path}/rules.yaml`,
            path,
          };
        }
      }
    },
  }),
};

function identityOf(environment: string, { alert, record, labels }: RenderedRule): string {
  return JSON.stringify([environment, alert, record, Object.entries(labels).toSorted(([left], [right]) => codeUnitOrder(left, right))]);
}
