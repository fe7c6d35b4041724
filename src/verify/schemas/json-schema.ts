/** A JSON Schema (draft 2020-12) as a plain object. `x-expected` holds the words for what a pattern or a condition asks. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** Schemas by name of a field. */
export type Fields = Readonly<Record<string, JsonSchema>>;

/** An object that holds the named fields and no other. `more` adds keywords. */
export function object(properties: Fields, required: readonly string[] = [], more: JsonSchema = {}): JsonSchema {
  return { type: "object", additionalProperties: false, properties, ...(required.length === 0 ? {} : { required }), ...more };
}

/** An object with keys of one's own choice. */
export function record(values: JsonSchema, keys?: JsonSchema): JsonSchema {
  return { type: "object", additionalProperties: values, ...(keys === undefined ? {} : { propertyNames: keys }) };
}

/** A list. `more` adds keywords such as `maxItems`. */
export function list(items: JsonSchema, more: JsonSchema = {}): JsonSchema {
  return { type: "array", items, ...more };
}

/** Any text. */
export const text: JsonSchema = { type: "string" };

/** `true` or `false`. */
export const flag: JsonSchema = { type: "boolean" };

/** A text that matches a pattern; `expected` is told to whoever writes another: `"a host name such as shop.example.com"`. */
export function form(pattern: string, expected: string, more: JsonSchema = {}): JsonSchema {
  return { type: "string", pattern, "x-expected": expected, ...more };
}

/** One of some words or numbers. */
export function oneOf(...values: readonly (string | number)[]): JsonSchema {
  return { enum: values };
}

/** A whole number in a range; both ends belong to it. */
export function integer(minimum = -2_147_483_648, maximum = 2_147_483_647): JsonSchema {
  return { type: "integer", minimum, maximum };
}

/** A schema that the root keeps below `$defs`. */
export function shared(name: string): JsonSchema {
  return { $ref: `#/$defs/${name}` };
}

/** A condition over a whole object, with the words for it when it does not hold. */
export function rule(expected: string, condition: JsonSchema): JsonSchema {
  return { "x-expected": expected, ...condition };
}
