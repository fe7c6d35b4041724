import { toYaml } from "../../base/yaml.ts";
import { objectLabels } from "../conventions.ts";
import type { Generator } from "../generator.ts";

/**
 * The rules as the object that the Prometheus operator reads. It must carry
 * the labels the operator selects by, or it is ignored without a word.
 * @see https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.PrometheusRule
 */
export const prometheusRule: Generator = {
  id: "prometheus-rule",
  description: "PrometheusRule with recording rules and alerts, for the Prometheus operator",
  applies: () => true,
  generate({ rollout, environment, namespace, observability }) {
    const object = {
      apiVersion: "monitoring.coreos.com/v1",
      kind: "PrometheusRule",
      metadata: {
        name: rollout.name,
        namespace,
        labels: { ...objectLabels(rollout, environment), ...environment.prometheus.ruleLabels },
      },
      spec: { groups: observability.groups },
    };
    return [{ path: "manifests/prometheusrule.yaml", content: toYaml(object) }];
  },
};
