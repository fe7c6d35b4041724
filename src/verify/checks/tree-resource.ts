import { z } from "zod";
import { RolloutResource } from "../../model/rollout-resource.ts";
import type { FolderCheck } from "../check.ts";
import { isPlainPath } from "../is-plain-path.ts";

/** Policies and data-only checks rest on `rollout.yaml`; without it, nothing could be said of a rollout. */
export const treeResource: FolderCheck = {
  code: "tree-resource",
  severity: "error",
  description: "each rendered folder tells its rollout as sound data in rollout.yaml",
  scope: "folder",
  silenceable: false,
  supersedes: ["tree-lock"],
  *check(folder) {
    const file = `${folder.path}/rollout.yaml`;
    const hint = "run `rampart compile`";
    const reading = folder.yaml("rollout.yaml");
    if ("problem" in reading) {
      yield { message: `The rollout's data cannot be read: ${reading.problem}`, hint, file };
      return;
    }
    const resource = folder.resource();
    if (resource === undefined || reading.value.length > 1) {
      const issue = RolloutResource.safeParse(reading.value[0]).error?.issues[0];
      yield {
        message:
          issue === undefined
            ? "Expected one document, found more"
            : `The rollout's data is not what Rampart writes: ${z.core.toDotPath(issue.path) || "the whole"}: ${issue.message}`,
        hint,
        file,
        path: issue?.path.map((key) => (typeof key === "number" ? key : String(key))) ?? [],
      };
      return;
    }
    const { metadata, spec } = resource;
    for (const { path, is, expected } of [
      { path: ["metadata", "name"], is: metadata.name, expected: folder.rollout },
      { path: ["spec", "environment", "name"], is: spec.environment.name, expected: folder.environment },
      ...statusFaults(resource).slice(0, 1),
    ]) {
      if (is !== expected)
        yield { message: `${path.join(".")} is ${JSON.stringify(is)}: expected ${JSON.stringify(expected)}`, hint, file, path };
    }
    if (!isPlainPath(spec.definition) || !/^rollouts\/.*\.ts$/.test(spec.definition)) {
      yield {
        message: `spec.definition is ${JSON.stringify(spec.definition)}: expected a path such as rollouts/checkout.ts`,
        hint,
        file,
        path: ["spec", "definition"],
      };
    }
  },
};

interface Fault {
  readonly path: readonly string[];
  readonly is: unknown;
  readonly expected: unknown;
}

/** What of the status is not as the ladder has the stage it names. */
function statusFaults({ spec, status }: RolloutResource): readonly Fault[] {
  const index = spec.stages.findIndex(({ name }) => name === status.stage);
  const stage = spec.stages[index];
  if (stage === undefined) return [{ path: ["status", "stage"], is: status.stage, expected: spec.stages.map(({ name }) => name) }];
  const expected = { index, weight: stage.weight, candidatePercent: stage.candidatePercent };
  return (["index", "weight", "candidatePercent"] as const).flatMap((key) =>
    status[key] === expected[key] ? [] : [{ path: ["status", key], is: status[key], expected: expected[key] }],
  );
}
