import type { FolderCheck } from "../check.ts";
import { isObject } from "../folder.ts";

/**
 * Files and sidecars take the classic model of a dashboard; the newer one
 * comes in through the API only.
 * @see https://github.com/grafana/grafana/issues/122663
 */
export const dashboardFile: FolderCheck = {
  code: "dashboard-file",
  scope: "folder",
  severity: "error",
  description: "dashboard.json is a dashboard of the classic model",
  *check(folder) {
    const reading = folder.json("dashboard.json");
    if ("problem" in reading) return;
    const file = `${folder.path}/dashboard.json`;
    const { value } = reading;
    if (!isObject(value)) {
      yield { file, path: [], message: "dashboard.json is not an object", hint: "render it again with rampart compile" };
    } else if (value["elements"] !== undefined || value["apiVersion"] !== undefined) {
      yield {
        file,
        path: [],
        message: "dashboard.json is of Grafana's newer model, which files and sidecars refuse",
        hint: "save it in the classic model, with panels at the top",
      };
    } else if (!Array.isArray(value["panels"])) {
      yield { file, path: [], message: 'dashboard.json has no list "panels"', hint: "render it again with rampart compile" };
    } else if (typeof value["title"] !== "string" || value["title"].trim() === "") {
      yield { file, path: ["title"], message: "dashboard.json has no title", hint: "give it one" };
    }
  },
};
