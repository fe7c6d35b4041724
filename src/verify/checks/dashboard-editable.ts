import type { FolderCheck } from "../check.ts";
import { isObject } from "../folder.ts";

/** What somebody changes by hand is gone at the next sync; better if it cannot be changed at all. */
export const dashboardEditable: FolderCheck = {
  code: "dashboard-editable",
  scope: "folder",
  severity: "warning",
  description: "dashboards cannot be edited by hand",
  *check(folder) {
    const reading = folder.json("dashboard.json");
    const dashboard = "problem" in reading ? undefined : reading.value;
    if (!isObject(dashboard) || !Array.isArray(dashboard["panels"]) || dashboard["editable"] === false) return;
    yield {
      message: "The dashboard can be edited by hand, and the next sync undoes what was changed",
      hint: "set editable: false",
      file: `${folder.path}/dashboard.json`,
      path: dashboard["editable"] === undefined ? [] : ["editable"],
    };
  },
};
