import type { FolderCheck } from "../check.ts";
import { isObject } from "../folder.ts";
import { evaluate } from "../schemas/evaluate.ts";
import { schemaFaults } from "../schemas/schema-faults.ts";
import { schemaProblem } from "../schemas/schema-problem.ts";

/** Helm refuses a release whose values do not fit, which is late: in the cluster, after the merge. */
export const schemaValues: FolderCheck = {
  code: "schema-values",
  severity: "error",
  description: "values.yaml fits values.schema.json",
  scope: "folder",
  *check(folder) {
    if (!folder.files.has("values.yaml")) return;
    const values = folder.yaml("values.yaml");
    const schema = folder.json("values.schema.json");
    const file = `${folder.path}/values.yaml`;
    const schemaFile = `${folder.path}/values.schema.json`;
    if (!folder.files.has("values.schema.json")) {
      yield {
        message: "values.yaml has no values.schema.json beside it, so nothing says what it may hold",
        hint: "run `rampart compile`",
        file,
      };
      return;
    }
    if ("problem" in values || "problem" in schema) return;
    const problem = schemaProblem(schema.value);
    if (!isObject(schema.value) || problem !== undefined) {
      yield {
        message: `The schema of the values cannot be used: ${problem ?? "# is no object, expected a schema"}`,
        hint: "run `rampart compile`",
        file: schemaFile,
      };
      return;
    }
    const value = values.value[0] ?? {};
    for (const fault of schemaFaults({ schema: schema.value, value, errors: evaluate(schema.value, value) })) {
      yield { message: `values.yaml ${fault.message}`, hint: fault.hint, file, path: fault.path };
    }
    const { additionalProperties, properties } = schema.value;
    if (additionalProperties === false && !(isObject(properties) && Object.hasOwn(properties, "global"))) {
      yield {
        message: "The schema of the values does not allow global, which Helm hands to every chart before it checks",
        hint: 'add "global": { "type": "object" } to its properties',
        file: schemaFile,
        path: ["properties"],
      };
    }
  },
};
