import { renderedOf, type RenderedRule } from "../compile/closure/rendered.ts";
import { isObject, type ManifestObject } from "./folder.ts";
import { perFolder } from "./per-folder.ts";

/** A rule that is applied beside those of rules.yaml, with its place in a manifest. */
export interface OwnRule {
  readonly file: string;
  readonly document: number;
  /** Its path is that of the manifest. */
  readonly rule: RenderedRule;
}

/** The PrometheusRule that applies the rules of rules.yaml: the one of the rollout's name, else the first. */
export const appliedRules = perFolder((folder): ManifestObject | undefined => {
  const rules = folder.objects().filter(({ value }) => value["kind"] === "PrometheusRule");
  return rules.find(({ value }) => isObject(value["metadata"]) && value["metadata"]["name"] === folder.rollout) ?? rules[0];
});

/** Rules of every other PrometheusRule: those that a project's own generators write. */
export const ownRules = perFolder((folder): readonly OwnRule[] => {
  const applied = folder.files.has("rules.yaml") ? appliedRules(folder) : undefined;
  return folder
    .objects()
    .filter((object) => object.value["kind"] === "PrometheusRule" && object !== applied)
    .flatMap(({ file, document, value }) =>
      renderedOf({ rules: value["spec"], dashboard: undefined, runbook: "" }).rules.map((rule) => ({
        file,
        document,
        rule: { ...rule, path: ["spec", ...rule.path] },
      })),
    );
});
