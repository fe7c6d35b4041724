import { nearest } from "../../base/nearest.ts";
import { formatPath } from "../../model/problem.ts";
import type { ValuePath } from "../check.ts";
import { isObject } from "../folder.ts";
import { expectedBy } from "./expected-by.ts";
import type { JsonSchema } from "./json-schema.ts";
import { pointerKeys } from "./schema-at.ts";
import { schemasFor } from "./schemas-for.ts";
import type { SchemaError } from "./schema-error.ts";

/** Something in a value that its schema does not take. */
export interface SchemaFault {
  readonly path: ValuePath;
  /** Goes on after the name of what is wrong: `has the unknown field spec.rulez`. */
  readonly message: string;
  readonly hint: string;
}

/** What faults are told from. */
export interface Judged {
  readonly schema: JsonSchema;
  readonly value: unknown;
  readonly errors: readonly SchemaError[];
}

const most = 20;

/** Turns the errors of a validator into words, at most 20 for one value. */
export function schemaFaults({ schema, value, errors }: Judged): readonly SchemaFault[] {
  const told = errors.filter(isTold).slice(0, most * 5);
  const slips = misspelt(told, schema, value);
  return told
    .filter(({ keyword, instancePath, params }) => {
      const meant = slips.get(instancePath);
      if (meant === undefined || keyword === "additionalProperties") return true;
      // The field is there under another name, which is told already.
      return keyword === "required"
        ? !meant.includes(String(params["missingProperty"]))
        : !["anyOf", "oneOf", "dependentRequired"].includes(keyword);
    })
    .slice(0, most)
    .map((error) => fault(error, schema, value));
}

/** What misspelt fields were probably meant to be, by the place of their object. */
function misspelt(errors: readonly SchemaError[], root: JsonSchema, whole: unknown): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const { keyword, instancePath, params } of errors) {
    if (keyword !== "additionalProperties") continue;
    const fields = schemasFor(root, located(whole, instancePath).path).flatMap((schema) => Object.keys(fieldsOf(schema["properties"])));
    const meant = nearestField(String(params["additionalProperty"]), fields);
    if (meant !== undefined) found.set(instancePath, [...(found.get(instancePath) ?? []), meant]);
  }
  return found;
}

function nearestField(name: string, fields: readonly string[]): string | undefined {
  return name.length > 100 ? undefined : nearest(name, fields);
}

function fieldsOf(value: unknown): JsonSchema {
  return isObject(value) ? value : {};
}

/** Of alternatives only the whole is told: which of them was meant is not known. */
function isTold({ keyword, schemaPath }: SchemaError): boolean {
  return keyword !== "if" && keyword !== "propertyNames" && !/\/(anyOf|oneOf|not|if)\//.test(schemaPath);
}

function fault(error: SchemaError, root: JsonSchema, whole: unknown): SchemaFault {
  const { keyword, params } = error;
  const { path, value } = located(whole, error.instancePath);
  const about = schemasFor(root, path).flatMap((one) => (error.propertyName === undefined ? [one] : [fieldsOf(one["propertyNames"])]));
  const asks = about.filter((one) => Object.hasOwn(one, keyword));
  const schema = asks.find((one) => one[keyword] === (params["pattern"] ?? params["limit"])) ?? asks[0] ?? {};
  const text = (name: string): string => String(params[name]);
  if (error.propertyName !== undefined) {
    const key = error.propertyName;
    return {
      path: [...path, key],
      message: `has the key ${JSON.stringify(short(key))} in ${where(path)}, expected ${expectedBy(keyword, params, schema)}`,
      hint: "rename the key",
    };
  }
  switch (keyword) {
    case "additionalProperties":
      return unknownField([...path, text("additionalProperty")], schema);
    case "required":
    case "dependentRequired": {
      const missing = [...path, text("missingProperty")];
      const because = keyword === "required" ? "" : `, which goes with ${formatPath([...path, text("property")])}`;
      return {
        path,
        message: `lacks ${formatPath(missing)}${because}`,
        hint: keyword === "required" ? "add the field" : `add it, or remove ${text("property")}`,
      };
    }
    default:
      return {
        path,
        message: `has ${written(value)} at ${where(path)}, expected ${expectedBy(keyword, params, schema)}`,
        hint: value === null ? "leave the field out, or give it a value" : "correct the value",
      };
  }
}

function unknownField(path: readonly (string | number)[], schema: JsonSchema): SchemaFault {
  const name = String(path.at(-1));
  const fields = Object.keys(fieldsOf(schema["properties"]));
  const meant = nearestField(name, fields);
  const known = fields.length === 0 ? "" : `; the fields here are ${fields.slice(0, 16).join(", ")}${fields.length > 16 ? ", …" : ""}`;
  return {
    path,
    message: `has the unknown field ${short(formatPath(path))}`,
    hint: meant === undefined ? `remove the field${known}` : `did you mean "${meant}"?`,
  };
}

/** The keys to a value, numbers where it is in a list, and the value. */
function located(whole: unknown, pointer: string): { readonly path: ValuePath; readonly value: unknown } {
  let value = whole;
  const path = pointerKeys(pointer).map((key) => {
    const index = Array.isArray(value) ? Number(key) : key;
    if (Array.isArray(value)) value = value[Number(key)];
    else value = isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
    return index;
  });
  return { path, value };
}

function where(path: ValuePath): string {
  return path.length === 0 ? "the top" : short(formatPath(path));
}

function written(value: unknown): string {
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (isObject(value)) return "an object";
  return short(JSON.stringify(value) ?? "nothing");
}

function short(text: string): string {
  return text.length > 120 ? `${text.slice(0, 117)}…` : text;
}
