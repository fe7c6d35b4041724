import { equalLimits, type GateLimit } from "../../compile/closure/equal-limits.ts";
import { parseQuantity } from "../../model/quantity.ts";
import type { FolderCheck } from "../check.ts";
import { disagreements } from "../disagreements.ts";
import type { Folder } from "../folder.ts";
import { folderNumbers } from "../promql/folder-expressions.ts";
import { renderedFolder } from "../rendered-folder.ts";

/** A limit is one number: in the rollout, the alert, the panel and the runbook. */
export const runbookLimits: FolderCheck = {
  code: "runbook-limits",
  scope: "folder",
  severity: "error",
  description: "each gate's limits are the same in rollout, alerts, panels and runbook",
  supersedes: ["runbook-rules"],
  check(folder) {
    if (!folder.files.has("RUNBOOK.md")) return [];
    const numbers = (expr: string) => folderNumbers(folder).get(expr) ?? [];
    return disagreements(
      folder,
      equalLimits(limitsOf(folder), renderedFolder(folder), numbers),
      "render the folder again with rampart compile",
    );
  },
};

function limitsOf(folder: Folder): readonly GateLimit[] {
  const spec = folder.resource()?.spec;
  return (spec?.gates ?? []).flatMap(({ name, kind, signal, hold, rollback }) =>
    (
      [
        ["hold", hold],
        ["rollback", rollback],
      ] as const
    ).flatMap(([which, words]) => {
      const text = words === undefined ? undefined : /^(?:above|below) (.{1,64})$/.exec(words)?.[1];
      if (signal === undefined || text === undefined || parseQuantity(text) === undefined) return [];
      const alerts = spec?.alerts.flatMap((alert) => (alert.gate === name && alert.limit === which ? [alert.name] : [])) ?? [];
      return [{ gate: name, signal, which, text, relative: kind !== "limit" && kind !== "objective", alerts }];
    }),
  );
}
