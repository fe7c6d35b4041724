import type { FolderCheck, ValuePath } from "../check.ts";
import { isObject } from "../folder.ts";
import { appliedRules } from "../own-rules.ts";

/** The PrometheusRule that is applied has the rules that are tested: those of rules.yaml. */
export const rulesEqual: FolderCheck = {
  code: "rules-equal",
  scope: "folder",
  severity: "error",
  description: "the PrometheusRule carries the groups of rules.yaml",
  *check(folder) {
    const reading = folder.yaml("rules.yaml");
    const file = isObject("problem" in reading ? undefined : reading.value[0]) && "value" in reading ? reading.value[0] : undefined;
    const groups = isObject(file) ? file["groups"] : undefined;
    if (groups === undefined) return;
    const applied = appliedRules(folder);
    if (applied === undefined) {
      if (folder.files.has("manifests/prometheusrule.yaml")) return;
      yield {
        message: "No manifest applies the rules of rules.yaml",
        hint: "render the folder again with rampart compile",
        file: `${folder.path}/rules.yaml`,
      };
      return;
    }
    const spec = applied.value["spec"];
    const path = difference(groups, isObject(spec) ? spec["groups"] : undefined);
    if (path !== undefined) {
      yield {
        message: `The PrometheusRule differs from rules.yaml, which is what the rule tests judge, at ${["groups", ...path].join(".")}`,
        hint: "render the folder again with rampart compile",
        file: applied.file,
        document: applied.document,
        path: ["spec", "groups", ...path],
      };
    }
  },
};

/** Where two values first differ. */
function difference(left: unknown, right: unknown): ValuePath | undefined {
  if (Array.isArray(left) && Array.isArray(right)) {
    for (let index = 0; index < Math.max(left.length, right.length); index++) {
      const found = difference(left[index], right[index]);
      if (found !== undefined) return [index, ...found];
    }
    return undefined;
  }
  if (isObject(left) && isObject(right)) {
    for (const key of new Set([...Object.keys(left), ...Object.keys(right)])) {
      const found = difference(left[key], right[key]);
      if (found !== undefined) return [key, ...found];
    }
    return undefined;
  }
  return Object.is(left, right) ? undefined : [];
}
