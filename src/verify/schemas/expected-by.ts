import type { JsonSchema } from "./json-schema.ts";

/** What a keyword of a schema asks for, in words: `"a whole number"`, `"at most 100"`. */
export function expectedBy(keyword: string, params: Readonly<Record<string, unknown>>, schema: JsonSchema): string {
  const { limit } = params;
  switch (keyword) {
    case "type":
      return typeNames(params["type"]);
    case "enum":
      return alternatives(params["allowedValues"]);
    case "const":
      return JSON.stringify(params["allowedValue"]);
    case "pattern":
      return described(schema) ?? `a text that matches ${String(params["pattern"])}`;
    case "minimum":
    case "maximum":
      return range(schema) ?? `${keyword === "minimum" ? "at least" : "at most"} ${String(limit)}`;
    case "exclusiveMinimum":
      return `more than ${String(limit)}`;
    case "exclusiveMaximum":
      return `less than ${String(limit)}`;
    case "multipleOf":
      return `a multiple of ${String(params["multipleOf"])}`;
    case "minLength":
      return limit === 1 ? "some text" : `at least ${String(limit)} characters`;
    case "maxLength":
      return `at most ${String(limit)} characters`;
    case "minItems":
      return `at least ${counted(limit, "item")}`;
    case "maxItems":
      return `at most ${counted(limit, "item")}`;
    case "uniqueItems":
      return "each item once";
    case "minProperties":
    case "maxProperties":
      return described(schema) ?? `${keyword === "minProperties" ? "at least" : "at most"} ${counted(limit, "field")}`;
    case "depth":
      return "less nesting";
    case "false schema":
      return "nothing";
    default:
      return described(schema) ?? "one of the forms that its schema allows";
  }
}

const names: Readonly<Record<string, string>> = {
  array: "a list",
  boolean: "true or false",
  integer: "a whole number",
  null: "null",
  number: "a number",
  object: "an object",
  string: "a text",
};

function typeNames(type: unknown): string {
  return (Array.isArray(type) ? type : [type]).map((one) => names[String(one)] ?? String(one)).join(" or ");
}

function alternatives(values: unknown): string {
  const all = (Array.isArray(values) ? values : [values]).map((value) => JSON.stringify(value));
  return all.length === 1 ? (all[0] ?? "") : `one of ${all.slice(0, 20).join(", ")}${all.length > 20 ? ", …" : ""}`;
}

function range({ minimum, maximum }: JsonSchema): string | undefined {
  const widest = 2_147_483_647;
  if (typeof minimum !== "number" || typeof maximum !== "number" || (minimum <= -widest && maximum >= widest)) return undefined;
  return maximum >= widest ? `at least ${minimum}` : `a number from ${minimum} to ${maximum}`;
}

/** The words a schema has for what it asks, where the keyword alone would tell little. */
function described(schema: JsonSchema): string | undefined {
  const words = schema["x-expected"];
  return typeof words === "string" && words.length <= 200 ? words : undefined;
}

function counted(count: unknown, noun: string): string {
  return `${String(count)} ${noun}${count === 1 ? "" : "s"}`;
}
