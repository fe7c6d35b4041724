import type { z } from "zod";
import { check } from "../model/check.ts";

/** One line of a file that only grows: what it records, or what keeps it from being a record. */
export type RecordLine<Value> = { readonly line: number; readonly text: string } & (
  | { readonly entry: Value }
  | { readonly problem: string }
);

/** Reads a text of one JSON object a line; a final newline is no line of its own. `what` names a line: `an entry`. */
export function recordLines<Value>(schema: z.ZodType<Value>, what: string, text: string): readonly RecordLine<Value>[] {
  return textLines(text).map((line, index) => ({ line: index + 1, text: line, ...readLine(schema, what, line) }));
}

/** The lines of a text; a final newline is no line of its own. */
export function textLines(text: string): readonly string[] {
  return text === "" ? [] : text.replace(/\n$/, "").split("\n");
}

function readLine<Value>(schema: z.ZodType<Value>, what: string, line: string): { readonly entry: Value } | { readonly problem: string } {
  if (line.trim() === "") return { problem: "is blank" };
  const json = parseLine(line);
  if (json === undefined) return { problem: "is not JSON" };
  const { value, problems } = check(schema, json.value);
  if (value !== undefined) return { entry: value };
  return { problem: `is not ${what}: ${problems.map(({ path, message }) => (path === "" ? message : `${path}: ${message}`)).join("; ")}` };
}

function parseLine(line: string): { readonly value: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return { value };
  } catch {
    return undefined;
  }
}
