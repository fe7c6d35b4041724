import { Ajv, type ErrorObject } from "ajv";

/** A value that a schema does not take. */
export interface ValueFault {
  /** Dotted path of the value. */
  readonly path: string;
  /** What the schema asks for: `"an integer of at most 100"`. */
  readonly expected: string;
}

type Judge = (values: unknown) => readonly ValueFault[];

/** Judges by schema text: compiling one takes far longer than using it, and every stage and environment of a rollout has the same. */
const judges = new Map<string, Judge>();

/** Makes a check of values against a schema of JSON Schema draft 7; throws what Ajv does for a schema that is none. */
export function valueFaults(schema: object): Judge {
  const key = JSON.stringify(schema);
  const known = judges.get(key);
  if (known !== undefined) return known;
  // The schema is ours: that it is one is shown by a test, and not judged anew with every start.
  const validate = new Ajv({ allErrors: true, strict: true, validateSchema: false, meta: false }).compile(schema);
  const judge: Judge = (values) => (validate(values) ? [] : (validate.errors ?? []).map(fault));
  judges.set(key, judge);
  return judge;
}

function fault({ keyword, instancePath, params, message }: ErrorObject): ValueFault {
  const path = instancePath.slice(1).replaceAll("/", ".");
  const below = (key: string): string => (path === "" ? key : `${path}.${key}`);
  const parameters: Readonly<Record<string, unknown>> = params;
  switch (keyword) {
    case "additionalProperties":
      return { path: below(String(parameters["additionalProperty"])), expected: "no such value" };
    case "required":
      return { path: below(String(parameters["missingProperty"])), expected: "a value" };
    case "type":
      return { path, expected: typeNames[String(parameters["type"])] ?? String(parameters["type"]) };
    case "enum": {
      const { allowedValues } = parameters;
      return { path, expected: (Array.isArray(allowedValues) ? allowedValues : []).map((value) => JSON.stringify(value)).join(" or ") };
    }
    case "minimum":
      return { path, expected: `at least ${String(parameters["limit"])}` };
    case "maximum":
      return { path, expected: `at most ${String(parameters["limit"])}` };
    case "pattern":
      return { path, expected: `a text that matches ${String(parameters["pattern"])}` };
    default:
      return { path, expected: message ?? keyword };
  }
}

const typeNames: Readonly<Record<string, string>> = {
  boolean: "true or false",
  integer: "a whole number",
  string: "a text",
  object: "an object",
};
