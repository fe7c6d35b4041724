import { canonicalJson } from "../../base/canonical-json.ts";
import { isObject } from "../folder.ts";
import type { Spot } from "./evaluation.ts";
import type { JsonSchema } from "./json-schema.ts";
import { matches } from "./matches.ts";
import type { SchemaError } from "./schema-error.ts";

type Rule = (wanted: unknown, value: unknown) => Readonly<Record<string, unknown>> | undefined;

const limit =
  (holds: (value: number, limit: number) => boolean, measure: (value: unknown) => number | undefined): Rule =>
  (wanted, value) => {
    const size = measure(value);
    return typeof wanted !== "number" || size === undefined || holds(size, wanted) ? undefined : { limit: wanted };
  };
const number = (value: unknown): number | undefined => (typeof value === "number" ? value : undefined);
// Counted in code points, as the API server does.
const length = (value: unknown): number | undefined => (typeof value === "string" ? Array.from(value).length : undefined);
const items = (value: unknown): number | undefined => (Array.isArray(value) ? value.length : undefined);
const keys = (value: unknown): number | undefined => (isObject(value) ? Object.keys(value).length : undefined);
const least = (size: number, wanted: number): boolean => size >= wanted;
const most = (size: number, wanted: number): boolean => size <= wanted;

/** Keywords that look at a value as a whole; each gives the parameters of its error. */
export const valueRules: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  [
    "type",
    (wanted, value) => ((Array.isArray(wanted) ? wanted : [wanted]).some((type) => hasType(value, type)) ? undefined : { type: wanted }),
  ],
  ["enum", (wanted, value) => (!Array.isArray(wanted) || wanted.some((one) => equal(one, value)) ? undefined : { allowedValues: wanted })],
  ["const", (wanted, value) => (equal(wanted, value) ? undefined : { allowedValue: wanted })],
  ["minimum", limit(least, number)],
  ["maximum", limit(most, number)],
  ["exclusiveMinimum", limit((size, wanted) => size > wanted, number)],
  ["exclusiveMaximum", limit((size, wanted) => size < wanted, number)],
  [
    "multipleOf",
    (wanted, value) =>
      typeof wanted !== "number" || typeof value !== "number" || Number.isInteger(value / wanted) ? undefined : { multipleOf: wanted },
  ],
  ["minLength", limit(least, length)],
  ["maxLength", limit(most, length)],
  ["minItems", limit(least, items)],
  ["maxItems", limit(most, items)],
  ["minProperties", limit(least, keys)],
  ["maxProperties", limit(most, keys)],
  [
    "pattern",
    (wanted, value) =>
      typeof wanted !== "string" || typeof value !== "string" || matches(wanted, value) ? undefined : { pattern: wanted },
  ],
  [
    "uniqueItems",
    (wanted, value) => (wanted === true && Array.isArray(value) && new Set(value.map(canonicalJson)).size < value.length ? {} : undefined),
  ],
]);

/** What is wrong with a value as a whole. */
export function* valueErrors(schema: JsonSchema, value: unknown, { instancePath, schemaPath }: Spot): Generator<SchemaError> {
  for (const [keyword, wanted] of Object.entries(schema)) {
    const params = valueRules.get(keyword)?.(wanted, value);
    if (params !== undefined) yield { keyword, instancePath, schemaPath: `${schemaPath}/${keyword}`, params };
  }
}

function hasType(value: unknown, type: unknown): boolean {
  switch (type) {
    case "object":
      return isObject(value);
    case "array":
      return Array.isArray(value);
    case "null":
      return value === null;
    case "integer":
      return Number.isInteger(value);
    default:
      return typeof value === type;
  }
}

function equal(left: unknown, right: unknown): boolean {
  return left === right || (typeof left === "object" && typeof right === "object" && canonicalJson(left) === canonicalJson(right));
}
