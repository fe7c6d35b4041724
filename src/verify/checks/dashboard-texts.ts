import type { FolderCheck } from "../check.ts";
import { panelName, panelType } from "../dashboard/query-panel.ts";
import { renderedFolder } from "../rendered-folder.ts";
import { sentence } from "../sentence.ts";

/** Who opens a dashboard in an incident did not write it: a panel says what it shows and what to make of it. */
export const dashboardTexts: FolderCheck = {
  code: "dashboard-texts",
  scope: "folder",
  severity: "warning",
  description: "panels have a title and a description",
  *check(folder) {
    for (const panel of renderedFolder(folder).panels) {
      const { value, path } = panel;
      const wanted = panelType(panel) === "row" ? ["title"] : ["title", "description"];
      for (const key of wanted) {
        const text = value[key];
        if (typeof text === "string" && text.trim() !== "") continue;
        yield {
          message: `${sentence(panelName(panel))} has no ${key}`,
          hint: `give it a ${key}`,
          file: `${folder.path}/dashboard.json`,
          path: text === undefined ? path : [...path, key],
        };
      }
    }
  },
};
