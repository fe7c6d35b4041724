import type { FolderCheck } from "../check.ts";
import { isObject } from "../folder.ts";
import { evaluate } from "../schemas/evaluate.ts";
import { schemaFaults } from "../schemas/schema-faults.ts";
import { pointerPath } from "../schemas/schema-at.ts";
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
    const { at, problem } = schemaProblem(schema.value) ?? { at: "#", problem: undefined };
    if (!isObject(schema.value) || problem !== undefined) {
      yield {
        message: `The schema of the values cannot be used: ${at} ${problem ?? "is no object, expected a schema"}`,
        hint: "run `rampart compile`",
        file: schemaFile,
        path: pointerPath(at),
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
