import { join } from "node:path";
import type { z } from "zod";
import { parseYaml } from "../base/yaml.ts";
import { check } from "../model/check.ts";
import type { FileProblem } from "./invalid-project.ts";
import { readBounded } from "./read-bounded.ts";

/** What a YAML file must be. */
export interface YamlForm<Schema extends z.ZodType> {
  readonly schema: Schema;
  /** Path below the project's root, with `/`. */
  readonly file: string;
  /** What to write, for problems that do not tell it. */
  readonly hint: string;
}

/** A file's value, or everything that is wrong with it. */
export type FileReading<Value> = { readonly value: Value } | { readonly problems: readonly FileProblem[] };

/** Reads the text of a YAML file by its schema. */
export function parseYamlAs<Schema extends z.ZodType>(
  { schema, file, hint }: YamlForm<Schema>,
  text: string,
): FileReading<z.output<Schema>> {
  const parsed = parseYaml(text);
  if ("problem" in parsed) return { problems: [{ file, path: "", message: parsed.problem, hint }] };
  const checked = check(schema, parsed.value);
  if (checked.value !== undefined) return { value: checked.value };
  return { problems: checked.problems.map((problem) => ({ file, hint, ...problem })) };
}

/** Reads a YAML file that need not be there, as {@link readBounded} does; what is wrong with it is added to `problems`. */
export function readYamlAs<Schema extends z.ZodType>(
  root: string,
  form: YamlForm<Schema>,
  problems: FileProblem[],
): z.output<Schema> | undefined {
  const { file, hint } = form;
  const read = readBounded(join(root, file));
  if ("problem" in read) {
    if (read.problem !== "does not exist") problems.push({ file, path: "", message: read.problem, hint });
    return undefined;
  }
  const parsed = parseYamlAs(form, read.text);
  if ("value" in parsed) return parsed.value;
  problems.push(...parsed.problems);
  return undefined;
}
