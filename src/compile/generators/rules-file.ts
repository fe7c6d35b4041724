import { toYaml } from "../../base/yaml.ts";
import type { Generator } from "../generator.ts";

/**
 * The same groups as the PrometheusRule's, as the plain file that Prometheus
 * and promtool read.
 * @see https://prometheus.io/docs/prometheus/latest/configuration/recording_rules/
 */
export const rulesFile: Generator = {
  id: "rules-file",
  description: "the rules as a plain rule file, for promtool",
  applies: () => true,
  generate: ({ observability }) => [{ path: "rules.yaml", content: toYaml({ groups: observability.groups }) }],
};
