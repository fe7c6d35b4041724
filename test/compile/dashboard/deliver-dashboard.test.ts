import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { deliverDashboard } from "../../../src/compile/dashboard/deliver-dashboard.ts";
import { UserError } from "../../../src/base/user-error.ts";
import { filesOf } from "./rendered.ts";
import { smallContext } from "./small-context.ts";

const labels = {
  "app.kubernetes.io/name": "checkout",
  "app.kubernetes.io/part-of": "checkout-v2",
  "app.kubernetes.io/managed-by": "rampart",
  "rampart.dev/environment": "prod",
  "rampart.dev/rollout": "checkout-v2",
};

describe("the dashboard arrives", () => {
  test("by the sidecar: a ConfigMap with its labels, its folder and the file to the letter", () => {
    const files = filesOf(smallContext({}, { folder: "yes" }));
    expect(parse(files["manifests/dashboard.yaml"] ?? "", { version: "1.1" })).toEqual({
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: {
        name: "checkout-v2-dashboard",
        namespace: "shop",
        labels: { ...labels, grafana_dashboard: "1" },
        annotations: { grafana_folder: "yes" },
      },
      data: { "checkout-v2-prod.json": files["dashboard.json"] },
    });
  });

  test("by the operator: a GrafanaDashboard that selects the instance", () => {
    const files = filesOf(smallContext({}, { delivery: "operator", labels: { dashboards: "grafana" } }));
    expect(parse(files["manifests/dashboard.yaml"] ?? "", { version: "1.1" })).toEqual({
      apiVersion: "grafana.integreatly.org/v1beta1",
      kind: "GrafanaDashboard",
      metadata: { name: "checkout-v2-dashboard", namespace: "shop", labels },
      spec: {
        allowCrossNamespaceImport: true,
        folder: "Rollouts",
        instanceSelector: { matchLabels: { dashboards: "grafana" } },
        resyncPeriod: "10m",
        uid: "checkout-v2-prod",
        json: files["dashboard.json"],
      },
    });
  });

  test("not at all when Kubernetes would refuse its size", () => {
    const context = smallContext();
    const fits = "x".repeat(1_000_000);
    expect(() => deliverDashboard(context, fits)).not.toThrow();
    // Quotes are two bytes each inside the object.
    expect(() => deliverDashboard(context, '"'.repeat(600_000))).toThrow(UserError);
  });
});
