import { canonicalJson } from "../../base/canonical-json.ts";
import { toYaml } from "../../base/yaml.ts";
import { buildDashboard } from "../dashboard/build-dashboard.ts";
import { deliverDashboard } from "../dashboard/deliver-dashboard.ts";
import { planDashboard } from "../dashboard/plan-dashboard.ts";
import type { Generator } from "../generator.ts";

/**
 * The Grafana dashboard, by itself and as the object that delivers it. The
 * classic model is used because files and sidecars refuse the newer one.
 * @see https://github.com/grafana/grafana/issues/122663
 */
export const dashboard: Generator = {
  id: "dashboard",
  description: "Grafana dashboard of the ramp, the signals with their limits, alerts and probes",
  applies: () => true,
  generate(context) {
    const json = canonicalJson(buildDashboard(planDashboard(context)));
    return [
      { path: "dashboard.json", content: json },
      { path: "manifests/dashboard.yaml", content: toYaml(deliverDashboard(context, json)) },
    ];
  },
};
