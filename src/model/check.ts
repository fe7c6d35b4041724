import { z } from "zod";
import { nearest } from "../base/nearest.ts";
import { formatPath, type Problem } from "./problem.ts";
import { layers } from "./layers.ts";

/** A value as its schema reads it, or everything that is wrong with it. */
export type Checked<T> =
  | { readonly value: T; readonly problems: readonly [] }
  | { readonly value: undefined; readonly problems: readonly Problem[] };

/** Reads a value by its schema; unknown keys and wrong choices come with the nearest right one. */
export function check<Schema extends z.ZodType>(schema: Schema, value: unknown): Checked<z.output<Schema>> {
  // A parser that is compiled for each schema costs more to make than it saves over all rollouts of a project.
  const result = schema.safeParse(value, { reportInput: true, jitless: true });
  if (result.success) return { value: result.data, problems: [] };
  return { value: undefined, problems: result.error.issues.flatMap((issue) => describe(schema, issue)) };
}

function describe(schema: z.ZodType, issue: z.core.$ZodIssue): readonly Problem[] {
  const at = formatPath(issue.path);
  switch (issue.code) {
    case "unrecognized_keys": {
      const known = keysAt(schema, issue.path);
      return issue.keys.map((key) => {
        const meant = nearest(key, known);
        return {
          path: formatPath([...issue.path, key]),
          message: `unknown key "${key}"`,
          hint: known.includes(key)
            ? "remove it: only another kind has it"
            : meant === undefined
              ? `use one of ${known.join(", ")}, or remove it`
              : `did you mean "${meant}"?`,
        };
      });
    }
    case "invalid_value": {
      const choices = issue.values.map(String);
      const meant = typeof issue.input === "string" ? nearest(issue.input, choices) : undefined;
      return [
        {
          path: at,
          message: `expected ${choices.map((choice) => JSON.stringify(choice)).join(" or ")}, got ${show(issue.input)}`,
          ...(meant === undefined ? {} : { hint: `did you mean "${meant}"?` }),
        },
      ];
    }
    case "invalid_union": {
      const choices = discriminators(schema, issue.path.slice(0, -1), issue.path.at(-1));
      const [closest] = issue.errors.toSorted((left, right) => left.length - right.length);
      if (choices.length > 0 || closest === undefined || closest.length === 0 || !issue.message.startsWith("Invalid input")) {
        const got = choices.length > 0 ? member(issue.input, issue.path.at(-1)) : issue.input;
        const wrong =
          choices.length > 0
            ? `expected one of ${choices.map((choice) => `"${choice}"`).join(", ")}, got ${show(got)}`
            : `${issue.message}, got ${show(got)}`;
        const meant = typeof got === "string" ? nearest(got, choices) : undefined;
        return [{ path: at, message: wrong, ...(meant === undefined ? {} : { hint: `did you mean "${meant}"?` }) }];
      }
      return closest.map((inner) => ({ path: formatPath([...issue.path, ...inner.path]), message: sentence(inner) }));
    }
    case "invalid_key":
      return [{ path: at, message: issue.issues.map(({ message }) => message).join("; ") }];
    default:
      return [{ path: at, message: sentence(issue) }];
  }
}

/** What an object has under a key; a union reports the object, not the key that told it. */
function member(value: unknown, key: PropertyKey | undefined): unknown {
  return typeof value === "object" && value !== null ? Object.entries(value).find(([name]) => name === key)?.[1] : value;
}

function sentence(issue: z.core.$ZodIssue): string {
  if (issue.code === "invalid_type")
    return issue.input === undefined ? `is missing: expected ${issue.expected}` : `expected ${issue.expected}, got ${show(issue.input)}`;
  if (issue.message.startsWith("expected ") && "input" in issue)
    return issue.message.includes(", got ") ? issue.message : `${issue.message}, got ${show(issue.input)}`;
  return issue.message.charAt(0).toLowerCase() + issue.message.slice(1);
}

function show(value: unknown): string {
  if (value === undefined) return "nothing";
  const text = typeof value === "function" ? "a function" : (JSON.stringify(value) ?? "nothing");
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

/** Schemas of what stands at `key` inside `schema`. */
function* inside(schema: z.core.$ZodType, key: PropertyKey): Generator<z.core.$ZodType> {
  for (const layer of layers(schema)) {
    if (layer instanceof z.ZodObject) {
      const member: z.core.$ZodType | undefined = layer.def.shape[String(key)];
      if (member !== undefined) yield member;
    } else if (layer instanceof z.ZodRecord) {
      yield layer.def.valueType;
    } else if (layer instanceof z.ZodArray) {
      yield layer.def.element;
    }
  }
}

function at(schema: z.core.$ZodType, path: readonly PropertyKey[]): readonly z.core.$ZodType[] {
  return path.reduce<readonly z.core.$ZodType[]>((schemas, key) => schemas.flatMap((one) => [...inside(one, key)]), [schema]);
}

function keysAt(schema: z.core.$ZodType, path: readonly PropertyKey[]): readonly string[] {
  const objects = at(schema, path).flatMap((one) => [...layers(one)]);
  return [...new Set(objects.flatMap((one) => (one instanceof z.ZodObject ? Object.keys(one.def.shape) : [])))];
}

/** Values of the key that tells the variants of a union apart. */
function discriminators(schema: z.core.$ZodType, path: readonly PropertyKey[], key: PropertyKey | undefined): readonly string[] {
  if (key === undefined) return [];
  return at(schema, path)
    .flatMap((one) => [...layers(one)])
    .flatMap((one) => (one instanceof z.ZodObject ? [one.def.shape[String(key)]] : []))
    .flatMap((one) => (one instanceof z.ZodLiteral ? [...one.values].map(String) : []));
}
