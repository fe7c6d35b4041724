import { isObject } from "../folder.ts";
import type { Evaluation, Spot } from "./evaluation.ts";
import type { JsonSchema } from "./json-schema.ts";
import { matches } from "./matches.ts";
import { pointerKey } from "./schema-at.ts";
import type { SchemaError } from "./schema-error.ts";

/** What is wrong with the fields of an object, or the items of a list. */
export function* childErrors(evaluateAt: Evaluation, schema: JsonSchema, value: unknown, spot: Spot): Generator<SchemaError> {
  if (Array.isArray(value)) yield* itemErrors(evaluateAt, schema, value, spot);
  if (isObject(value)) {
    yield* requiredErrors(schema, value, spot);
    yield* fieldErrors(evaluateAt, schema, value, spot);
  }
}

function* itemErrors(evaluateAt: Evaluation, { items }: JsonSchema, value: readonly unknown[], spot: Spot): Generator<SchemaError> {
  if (items === undefined) return;
  for (const [index, item] of value.entries()) yield* evaluateAt(items, item, below(spot, String(index), "items"));
}

function* requiredErrors(
  { required, dependentRequired }: JsonSchema,
  value: JsonSchema,
  { instancePath, schemaPath }: Spot,
): Generator<SchemaError> {
  const lacking = (names: unknown): readonly string[] => texts(names).filter((name) => !Object.hasOwn(value, name));
  for (const missingProperty of lacking(required))
    yield { keyword: "required", instancePath, schemaPath: `${schemaPath}/required`, params: { missingProperty } };
  for (const [property, names] of Object.entries(isObject(dependentRequired) ? dependentRequired : {})) {
    if (!Object.hasOwn(value, property)) continue;
    for (const missingProperty of lacking(names)) {
      yield {
        keyword: "dependentRequired",
        instancePath,
        schemaPath: `${schemaPath}/dependentRequired`,
        params: { property, missingProperty },
      };
    }
  }
}

function* fieldErrors(evaluateAt: Evaluation, schema: JsonSchema, value: JsonSchema, spot: Spot): Generator<SchemaError> {
  const properties = isObject(schema["properties"]) ? schema["properties"] : {};
  const patterns = isObject(schema["patternProperties"]) ? Object.entries(schema["patternProperties"]) : [];
  const { additionalProperties, propertyNames } = schema;
  for (const [key, inner] of Object.entries(value)) {
    if (propertyNames !== undefined) {
      const named = evaluateAt(propertyNames, key, { ...spot, schemaPath: `${spot.schemaPath}/propertyNames`, depth: spot.depth + 1 });
      for (const error of named) yield { ...error, propertyName: key };
    }
    let known = false;
    if (Object.hasOwn(properties, key)) {
      known = true;
      yield* evaluateAt(properties[key], inner, below(spot, key, `properties/${pointerKey(key)}`));
    }
    for (const [pattern, part] of patterns) {
      if (!matches(pattern, key)) continue;
      known = true;
      yield* evaluateAt(part, inner, below(spot, key, `patternProperties/${pointerKey(pattern)}`));
    }
    if (known) continue;
    if (additionalProperties === false) {
      const { instancePath, schemaPath } = spot;
      yield {
        keyword: "additionalProperties",
        instancePath,
        schemaPath: `${schemaPath}/additionalProperties`,
        params: { additionalProperty: key },
      };
    } else if (additionalProperties !== undefined) {
      yield* evaluateAt(additionalProperties, inner, below(spot, key, "additionalProperties"));
    }
  }
}

function below({ root, instancePath, schemaPath, depth, budget }: Spot, key: string, part: string): Spot {
  return { root, instancePath: `${instancePath}/${pointerKey(key)}`, schemaPath: `${schemaPath}/${part}`, depth: depth + 1, budget };
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
}
