import type { FolderCheck } from "../check.ts";
import { compiledKind } from "../schemas/compiled-kind.ts";
import { schemaFaults } from "../schemas/schema-faults.ts";

/** Policies and data-only checks rest on `rollout.yaml`, so its form is held to the letter. */
export const schemaRollout: FolderCheck = {
  code: "schema-rollout",
  severity: "error",
  description: "rollout.yaml has the fields of a rollout and no other",
  scope: "folder",
  supersedes: ["tree-resource"],
  *check(folder) {
    const reading = folder.yaml("rollout.yaml");
    const compiled = compiledKind("rampart.dev/v1alpha1 Rollout");
    if ("problem" in reading || compiled === undefined) return;
    const [value] = reading.value;
    for (const { message, hint, path } of schemaFaults({ schema: compiled.schema, value, errors: compiled.errorsOf(value) })) {
      yield {
        message: `The rollout ${message}`,
        hint: `${hint}; \`rampart compile\` writes the file`,
        file: `${folder.path}/rollout.yaml`,
        path,
      };
    }
  },
};
