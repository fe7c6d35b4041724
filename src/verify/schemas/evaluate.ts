import { isObject } from "../folder.ts";
import { childErrors } from "./child-errors.ts";
import { valueErrors } from "./value-errors.ts";
import type { Spot } from "./evaluation.ts";
import type { JsonSchema } from "./json-schema.ts";
import { schemaAt } from "./schema-at.ts";
import type { SchemaError } from "./schema-error.ts";

const deepest = 100;
/** A schema that refers to itself twice doubles its work with every level. */
const mostSteps = 500_000;

/**
 * Holds a value against a schema that is only known now: of Helm values, or of
 * a project's own kinds. Such a schema may come from a stranger, so it is
 * interpreted: nothing is compiled to code, patterns are matched in linear
 * time, references stay inside the schema. Which keywords are known is told by
 * {@link schemaProblem}; the others are passed over.
 * @see https://json-schema.org/draft/2020-12/json-schema-validation
 */
export function evaluate(schema: JsonSchema, value: unknown): readonly SchemaError[] {
  return [...evaluateAt(schema, value, { root: schema, instancePath: "", schemaPath: "#", depth: 0, budget: { left: mostSteps } })];
}

/** Goes on with a part of the schema, or of the value. */
function* evaluateAt(schema: unknown, value: unknown, spot: Spot): Generator<SchemaError> {
  const { root, instancePath, schemaPath, depth, budget } = spot;
  budget.left -= 1;
  if (schema === false || depth > deepest || budget.left < 0) {
    yield { keyword: schema === false ? "false schema" : "depth", instancePath, schemaPath, params: {} };
    return;
  }
  if (!isObject(schema)) return;
  const reference = schema["$ref"];
  if (typeof reference === "string") {
    yield* evaluateAt(schemaAt(root, reference), value, { root, instancePath, schemaPath: reference, depth: depth + 1, budget });
  }
  yield* valueErrors(schema, value, spot);
  yield* childErrors(evaluateAt, schema, value, spot);
  yield* combined(schema, value, spot);
}

function* combined(schema: JsonSchema, value: unknown, spot: Spot): Generator<SchemaError> {
  const below = (path: string): Spot => ({ ...spot, schemaPath: `${spot.schemaPath}/${path}`, depth: spot.depth + 1 });
  const takes = (part: unknown, path: string): boolean => evaluateAt(part, value, below(path)).next().done === true;
  const error = (keyword: string): SchemaError => ({
    keyword,
    instancePath: spot.instancePath,
    schemaPath: `${spot.schemaPath}/${keyword}`,
    params: {},
  });
  const parts = (keyword: string): readonly unknown[] => (Array.isArray(schema[keyword]) ? schema[keyword] : []);
  for (const [index, part] of parts("allOf").entries()) yield* evaluateAt(part, value, below(`allOf/${index}`));
  if (parts("anyOf").length > 0 && !parts("anyOf").some((part, index) => takes(part, `anyOf/${index}`))) yield error("anyOf");
  if (parts("oneOf").length > 0 && parts("oneOf").filter((part, index) => takes(part, `oneOf/${index}`)).length !== 1) yield error("oneOf");
  if (schema["not"] !== undefined && takes(schema["not"], "not")) yield error("not");
  if (schema["if"] !== undefined) {
    const branch = takes(schema["if"], "if") ? "then" : "else";
    if (schema[branch] !== undefined) yield* evaluateAt(schema[branch], value, below(branch));
  }
}
