import { createHash } from "node:crypto";
import type { Ajv, ValidateFunction } from "ajv";
import { isRecord } from "./is-record.ts";
import type { Description, OpenApiSchema } from "./descriptions.ts";

const prefix = "#/components/schemas/";
const named = new Set(["properties", "patternProperties"]);

/** Compiles schemas of descriptions. What is the same in several descriptions or operations is compiled once. */
export interface Compiler {
  /** A closed schema refuses every property that is not listed, at every level. */
  compile(description: Description, schema: OpenApiSchema, closed: boolean): ValidateFunction;
}

/** A compiler on top of an Ajv. */
export function createCompiler(ajv: Ajv): Compiler {
  const made = new Map<string, ValidateFunction>();
  const added = new Set<string>();

  /** Hands a component and all below it to Ajv, by a name that tells what it holds. Returns the name. */
  const add = (description: Description, name: string, closed: boolean): string => {
    const id = `${name}-${digest(description, name)}${closed ? "-closed" : ""}`;
    if (added.has(id)) return id;
    added.add(id);
    ajv.addSchema(translated(description, description.schemas.get(name) ?? {}, closed), id);
    return id;
  };

  const translated = (description: Description, schema: OpenApiSchema, closed: boolean): Readonly<Record<string, unknown>> => {
    const visit = (value: unknown, names = false): unknown => {
      if (Array.isArray(value)) return value.map((one) => visit(one));
      if (!isRecord(value)) return value;
      const found: Record<string, unknown> = {};
      for (const [key, part] of Object.entries(value)) {
        if (names) found[key] = visit(part);
        else if (key === "$ref") found[key] = add(description, String(part).replace(prefix, ""), closed);
        else if (key === "enum" || key === "required") found[key] = part;
        else if (key !== "nullable") found[key] = visit(part, named.has(key));
      }
      if (names) return found;
      if (closed && "properties" in found && !("additionalProperties" in found)) found["additionalProperties"] = false;
      return value["nullable"] === true ? { anyOf: [found, { type: "null" }] } : found;
    };
    const whole = visit(schema);
    return isRecord(whole) ? whole : {};
  };

  return {
    compile(description, schema, closed) {
      const whole = translated(description, schema, closed);
      const key = JSON.stringify(whole);
      const validate = made.get(key) ?? ajv.compile(whole);
      made.set(key, validate);
      return validate;
    },
  };
}

const digests = new WeakMap<Description, Map<string, string>>();

/** What a component holds, with all that it refers to, in eight letters. */
function digest(description: Description, name: string): string {
  const known = digests.get(description) ?? new Map<string, string>();
  digests.set(description, known);
  const old = known.get(name);
  if (old !== undefined) return old;
  const seen = new Set([name]);
  for (const one of seen) for (const below of referred(description.schemas.get(one))) seen.add(below);
  const text = [...seen].toSorted().map((one) => JSON.stringify(description.schemas.get(one) ?? {}));
  const made = createHash("sha256").update(text.join("\n")).digest("hex").slice(0, 8);
  known.set(name, made);
  return made;
}

function* referred(value: unknown): Iterable<string> {
  if (Array.isArray(value)) for (const one of value) yield* referred(one);
  if (!isRecord(value)) return;
  if (typeof value["$ref"] === "string") yield value["$ref"].replace(prefix, "");
  for (const part of Object.values(value)) yield* referred(part);
}
