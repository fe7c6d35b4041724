import { createAjv } from "./create-ajv.ts";
import type { JsonSchema } from "./json-schema.ts";
import { kindSchemas } from "./kinds/index.ts";
import type { SchemaError } from "./schema-error.ts";

/** The schema of a kind with a validator made from it. */
export interface CompiledKind {
  readonly schema: JsonSchema;
  errorsOf(value: unknown): readonly SchemaError[];
}

const known = new Map<string, CompiledKind>();

/**
 * Schema and validator of a built-in kind: `"v1 Service"`. This is how it works
 * from source; the build puts validators that are compiled ahead of time in
 * place of this file, so that a run of `rampart verify` loads no compiler.
 */
export function compiledKind(kind: string): CompiledKind | undefined {
  const make = Object.hasOwn(kindSchemas, kind) ? kindSchemas[kind] : undefined;
  if (make === undefined) return undefined;
  const compiled = known.get(kind) ?? compile(make());
  known.set(kind, compiled);
  return compiled;
}

function compile(schema: JsonSchema): CompiledKind {
  const validate = createAjv().compile(schema);
  return { schema, errorsOf: (value) => (validate(value) ? [] : (validate.errors ?? [])) };
}
