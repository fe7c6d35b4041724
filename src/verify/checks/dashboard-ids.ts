import type { FolderCheck } from "../check.ts";
import { isObject } from "../folder.ts";
import { panelName } from "../dashboard/query-panel.ts";
import { sentence } from "../sentence.ts";
import { renderedFolder } from "../rendered-folder.ts";

/**
 * Links from alerts and the runbook lead to panels by number. Grafana gives
 * numbers itself where there are none, and others at each import.
 * @see https://github.com/grafana/grafana/issues/15229
 */
export const dashboardIds: FolderCheck = {
  code: "dashboard-ids",
  scope: "folder",
  severity: "error",
  description: "panels have numbers of their own, and queries within a panel letters",
  *check(folder) {
    const file = `${folder.path}/dashboard.json`;
    const seen = new Map<number, string>();
    for (const panel of renderedFolder(folder).panels) {
      const { id, path, value } = panel;
      const name = panelName(panel);
      const other = seen.get(id);
      if (!Number.isInteger(id) || id < 1) {
        yield {
          file,
          path: value["id"] === undefined ? path : [...path, "id"],
          message: `${sentence(name)} has the id ${JSON.stringify(value["id"] ?? null)}, so no link can lead to it`,
          hint: "give it a whole number from 1 up",
        };
      } else if (other !== undefined) {
        yield {
          file,
          path: [...path, "id"],
          message: `${sentence(name)} has the id ${id}, as ${other} has`,
          hint: "give one of them another",
        };
      } else {
        seen.set(id, name);
      }
      const targets: unknown = value["targets"];
      const letters = new Set<unknown>();
      for (const [index, target] of (Array.isArray(targets) ? targets : []).entries()) {
        const refId: unknown = isObject(target) ? target["refId"] : undefined;
        const fault =
          typeof refId !== "string" || refId === ""
            ? "has no refId"
            : letters.has(refId)
              ? `has the refId "${refId}" of another`
              : undefined;
        if (fault !== undefined)
          yield {
            file,
            path: [...path, "targets", index],
            message: `Query ${index + 1} of ${name} ${fault}`,
            hint: "give each query of a panel its own letter",
          };
        letters.add(refId);
      }
    }
  },
};
