import { toYaml } from "../../base/yaml.ts";
import type { Generator } from "../generator.ts";
import { valuesOf } from "../values/values-of.ts";

/** @see https://helm.sh/docs/chart_template_guide/values_files/ */
export const helmValues: Generator = {
  id: "helm-values",
  description: "Helm values of the stage and the JSON Schema that they fit",
  applies: ({ rollout }) => rollout.helm !== undefined,
  generate(context) {
    const { helm } = context.rollout;
    if (helm === undefined) return [];
    const { values, schema } = valuesOf(context, helm);
    return [
      // Editors read the first line; Helm passes over it.
      { path: "values.yaml", content: `# yaml-language-server: $schema=values.schema.json\n${toYaml(values)}` },
      { path: "values.schema.json", content: `${JSON.stringify(schema, undefined, 2)}\n` },
    ];
  },
};
