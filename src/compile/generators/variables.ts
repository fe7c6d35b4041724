import { codeUnitOrder } from "../../base/code-unit-order.ts";
import { toYaml } from "../../base/yaml.ts";
import { objectLabels } from "../conventions.ts";
import type { Generator } from "../generator.ts";
import { checkVariables } from "../values/check-variables.ts";

/**
 * Environment variables where no chart takes them. The object is there from
 * the first stage on, so that a workload may refer to it before a variable is set.
 * @see https://kubernetes.io/docs/concepts/configuration/configmap/
 */
export const variables: Generator = {
  id: "variables",
  description: "ConfigMap with the environment variables that stages have set",
  applies: ({ rollout, positions }) =>
    rollout.helm?.variables === undefined && positions.some((position) => Object.keys(position.variables).length > 0),
  generate(context) {
    const { rollout, environment, namespace, position } = context;
    checkVariables(context);
    const data = Object.entries(position.variables).toSorted(([left], [right]) => codeUnitOrder(left, right));
    const content = toYaml({
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: { labels: objectLabels(rollout, environment), name: `${rollout.name}-variables`, namespace },
      data: Object.fromEntries(data),
    });
    return [{ path: "manifests/variables.yaml", content }];
  },
};
