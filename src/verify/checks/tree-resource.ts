import { z } from "zod";
import { RolloutResource } from "../../model/rollout-resource.ts";
import type { FolderCheck } from "../check.ts";
import { isPlainPath } from "../plain-path.ts";

/** Policies and data-only checks rest on `rollout.yaml`; without it, nothing could be said of a rollout. */
export const treeResource: FolderCheck = {
  code: "tree-resource",
  severity: "error",
  description: "each rendered folder tells its rollout as sound data in rollout.yaml",
  scope: "folder",
  silenceable: false,
  *check(folder) {
    const file = `${folder.path}/rollout.yaml`;
    const hint = "run `rampart compile`";
    const reading = folder.yaml("rollout.yaml");
    if ("problem" in reading) {
      yield { message: `The rollout's data cannot be read: ${reading.problem}`, hint, file };
      return;
    }
    const parsed = RolloutResource.safeParse(reading.value[0]);
    if (!parsed.success || reading.value.length > 1) {
      const issue = parsed.error?.issues[0];
      yield {
        message: issue === undefined ? "Expected one document, found more" : `The rollout's data is not what Rampart writes: ${z.core.toDotPath(issue.path) || "the whole"}: ${issue.message}`,
        hint,
        file,
        path: issue?.path.map((key) => (typeof key === "number" ? key : String(key))) ?? [],
      };
      return;
    }
    const { metadata, spec, status } = parsed.data;
    const stage = spec.stages[status.index];
    const wrong: readonly (readonly [readonly (string | number)[], unknown, unknown])[] = [
      [["metadata", "name"], metadata.name, folder.rollout],
      [["spec", "environment", "name"], spec.environment.name, folder.environment],
      [["status", "stage"], status.stage, stage?.name],
      [["status", "weight"], status.weight, stage?.weight],
      [["status", "candidatePercent"], status.candidatePercent, stage?.candidatePercent],
    ];
    for (const [path, is, expected] of wrong) {
      if (is !== expected) yield { message: `${path.join(".")} is ${JSON.stringify(is)}: expected ${JSON.stringify(expected) ?? `a stage at index ${status.index}`}`, hint, file, path };
    }
    if (!isPlainPath(spec.definition) || !/^rollouts\/.*\.ts$/.test(spec.definition)) {
      yield { message: `spec.definition is ${JSON.stringify(spec.definition)}: expected a path such as rollouts/checkout.ts`, hint, file, path: ["spec", "definition"] };
    }
  },
};
