import { nearest } from "../../base/nearest.ts";
import type { FolderCheck } from "../check.ts";
import { grafanaUnits, isGrafanaUnit } from "../dashboard/grafana-units.ts";
import { isQueryPanel, panelName, panelType } from "../dashboard/query-panel.ts";
import { isObject } from "../folder.ts";
import { renderedFolder } from "../rendered-folder.ts";
import { sentence } from "../sentence.ts";

/** Panels whose values have no unit of their own. */
const unitless = new Set(["logs", "nodeGraph", "traces", "flamegraph", "geomap", "canvas", "table"]);

/** A number without its unit is read wrong: 0.5 may be half a second or half of all requests. */
export const dashboardUnits: FolderCheck = {
  code: "dashboard-units",
  scope: "folder",
  severity: "warning",
  description: "panels show values in a unit that Grafana knows",
  *check(folder) {
    for (const panel of renderedFolder(folder).panels) {
      if (!isQueryPanel(panel) || unitless.has(panelType(panel))) continue;
      const { path, value } = panel;
      const config = value["fieldConfig"];
      const defaults = isObject(config) ? config["defaults"] : undefined;
      const unit: unknown = isObject(defaults) ? defaults["unit"] : undefined;
      const mappings: unknown = isObject(defaults) ? defaults["mappings"] : undefined;
      const file = `${folder.path}/dashboard.json`;
      if (unit === undefined || unit === "") {
        // Values that are shown as words need none.
        if (Array.isArray(mappings) && mappings.length > 0) continue;
        yield {
          message: `${sentence(panelName(panel))} shows values without a unit`,
          hint: 'set fieldConfig.defaults.unit; "short" for plain numbers',
          file,
          path,
        };
      } else if (typeof unit !== "string" || !isGrafanaUnit(unit)) {
        const meant = typeof unit === "string" && unit.length > 4 && unit.length < 64 ? nearest(unit, grafanaUnits) : undefined;
        yield {
          message: `${sentence(panelName(panel))} has the unit ${JSON.stringify(unit)}, which Grafana does not know`,
          hint: meant === undefined ? "use a unit of Grafana, such as s, bytes, percentunit or short" : `did you mean "${meant}"?`,
          file,
          path: [...path, "fieldConfig", "defaults", "unit"],
        };
      }
    }
  },
};
