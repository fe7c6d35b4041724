import type { FolderCheck } from "../check.ts";
import { isQueryPanel, panelName } from "../dashboard/query-panel.ts";
import { renderedFolder } from "../rendered-folder.ts";
import { sentence } from "../sentence.ts";

/** A panel without a query is an empty frame. */
export const dashboardTargets: FolderCheck = {
  code: "dashboard-targets",
  scope: "folder",
  severity: "error",
  description: "panels that show data ask for some",
  *check(folder) {
    for (const panel of renderedFolder(folder).panels) {
      if (!isQueryPanel(panel) || panel.targets.some(({ expr }) => expr.trim() !== "")) continue;
      yield {
        message: `${sentence(panelName(panel))} asks for nothing`,
        hint: "give it a query, or remove it",
        file: `${folder.path}/dashboard.json`,
        path: panel.path,
      };
    }
  },
};
