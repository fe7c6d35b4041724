import type { JsonSchema } from "../json-schema.ts";
import { configMap } from "./config-map.ts";
import { grafanaDashboard } from "./grafana-dashboard.ts";
import { httpRoute } from "./http-route.ts";
import { ingress } from "./ingress.ts";
import { kustomization } from "./kustomization.ts";
import { prometheusRule } from "./prometheus-rule.ts";
import { rollout } from "./rollout.ts";
import { service } from "./service.ts";

/** The kinds whose every field is known, by apiVersion and kind. */
export const kindSchemas: Readonly<Record<string, () => JsonSchema>> = {
  "gateway.networking.k8s.io/v1 HTTPRoute": () => httpRoute,
  "grafana.integreatly.org/v1beta1 GrafanaDashboard": () => grafanaDashboard,
  "kustomize.config.k8s.io/v1beta1 Kustomization": () => kustomization,
  "monitoring.coreos.com/v1 PrometheusRule": () => prometheusRule,
  "networking.k8s.io/v1 Ingress": () => ingress,
  "rampart.dev/v1alpha1 Rollout": rollout,
  "v1 ConfigMap": () => configMap,
  "v1 Service": () => service,
};
