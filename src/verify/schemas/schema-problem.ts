import { nearest } from "../../base/nearest.ts";
import { isObject } from "../folder.ts";
import { valueRules } from "./value-errors.ts";
import type { JsonSchema } from "./json-schema.ts";
import { isMatchable } from "./matches.ts";
import { pointerKey, schemaAt } from "./schema-at.ts";

/** Keywords that hold one schema, schemas by name, or a list of schemas. */
const holders: Readonly<Record<string, "one" | "named" | "listed">> = {
  $defs: "named",
  additionalProperties: "one",
  allOf: "listed",
  anyOf: "listed",
  definitions: "named",
  else: "one",
  if: "one",
  items: "one",
  not: "one",
  oneOf: "listed",
  patternProperties: "named",
  properties: "named",
  propertyNames: "one",
  // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema
  then: "one",
};

/** Keywords that say something to people, or that need nothing but themselves. */
const plain = new Set([
  "$comment",
  "$id",
  "$ref",
  "$schema",
  "default",
  "dependentRequired",
  "deprecated",
  "description",
  "examples",
  "format",
  "readOnly",
  "required",
  "title",
  "writeOnly",
]);

const types = new Set(["array", "boolean", "integer", "null", "number", "object", "string"]);
const deepest = 60;

/** What keeps a schema from being used. */
export interface SchemaProblem {
  /** Where in the schema: `#/properties/size/type`. */
  readonly at: string;
  /** A clause that follows the place. */
  readonly problem: string;
}

/** What keeps a schema from being used; `undefined` when nothing does. Keywords that are not known are a problem, as what they ask for would go unchecked. */
export function schemaProblem(
  schema: unknown,
  root: JsonSchema | undefined = isObject(schema) ? schema : undefined,
  at = "#",
  depth = 0,
): SchemaProblem | undefined {
  if (typeof schema === "boolean") return undefined;
  if (!isObject(schema) || root === undefined)
    return { at, problem: `is ${JSON.stringify(schema)?.slice(0, 40) ?? "nothing"}, expected a schema` };
  if (depth > deepest) return { at: at.slice(0, 80), problem: `nests deeper than ${deepest} schemas` };
  for (const [keyword, value] of Object.entries(schema)) {
    const problem = keywordProblem(keyword, value, root, `${at}/${pointerKey(keyword)}`, depth);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function keywordProblem(keyword: string, value: unknown, root: JsonSchema, at: string, depth: number): SchemaProblem | undefined {
  const holder = Object.hasOwn(holders, keyword) ? holders[keyword] : undefined;
  if (holder === "one") return schemaProblem(value, root, at, depth + 1);
  if (holder !== undefined) return partsProblem(value, holder, root, at, depth);
  if (keyword === "$ref")
    return typeof value === "string" && schemaAt(root, value) !== undefined
      ? undefined
      : { at, problem: `is ${JSON.stringify(value)}, which is not a part of this schema` };
  if (keyword === "type")
    return (Array.isArray(value) ? value : [value]).every((type) => types.has(type))
      ? undefined
      : { at, problem: `is ${JSON.stringify(value)}, expected one of ${[...types].join(", ")}` };
  if (keyword === "pattern") return typeof value === "string" && isMatchable(value) ? undefined : patternProblem(at, value);
  if (keyword.startsWith("x-") || plain.has(keyword) || valueRules.has(keyword)) return undefined;
  const meant = nearest(keyword, [...Object.keys(holders), ...plain, ...valueRules.keys()]);
  return { at, problem: `is no keyword that is checked here${meant === undefined ? "" : `; did you mean "${meant}"?`}` };
}

function partsProblem(value: unknown, holder: "named" | "listed", root: JsonSchema, at: string, depth: number): SchemaProblem | undefined {
  const parts =
    holder === "listed" && Array.isArray(value)
      ? [...value.entries()]
      : holder === "named" && isObject(value)
        ? Object.entries(value)
        : undefined;
  if (parts === undefined)
    return {
      at,
      problem: `is ${JSON.stringify(value)?.slice(0, 40) ?? "nothing"}, expected ${holder === "listed" ? "a list of schemas" : "schemas by name"}`,
    };
  for (const [key, part] of parts) {
    if (at.endsWith("/patternProperties") && !isMatchable(String(key))) return patternProblem(at, key);
    const problem = schemaProblem(part, root, `${at}/${pointerKey(String(key))}`, depth + 1);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function patternProblem(at: string, pattern: unknown): SchemaProblem {
  return {
    at,
    problem: `is ${JSON.stringify(pattern)}, expected a regular expression without lookaround, backreferences and Unicode classes`,
  };
}
