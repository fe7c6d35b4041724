import { toldAlerts } from "../../compile/closure/told-alerts.ts";
import type { FolderCheck } from "../check.ts";
import { disagreements } from "../disagreements.ts";
import { renderedFolder } from "../rendered-folder.ts";

/** Who is woken by an alert finds it in the runbook. */
export const runbookAlerts: FolderCheck = {
  code: "runbook-alerts",
  scope: "folder",
  severity: "error",
  description: "the runbook tells of every alert, and of no other",
  check(folder) {
    if (!folder.files.has("RUNBOOK.md")) return [];
    const declared = folder.resource()?.spec.alerts.map(({ name }) => name) ?? [];
    return disagreements(folder, toldAlerts(declared, renderedFolder(folder)), "render the folder again with rampart compile");
  },
};
