import type { JsonSchema } from "./json-schema.ts";
import type { SchemaError } from "./schema-error.ts";

/** Where an evaluation stands. */
export interface Spot {
  readonly root: JsonSchema;
  /** JSON pointer of the value. */
  readonly instancePath: string;
  /** JSON pointer of the schema, after `#`. */
  readonly schemaPath: string;
  readonly depth: number;
  /** Steps that are left to take, of all parts together. */
  readonly budget: { left: number };
}

/** Holds a value against a part of a schema. */
export type Evaluation = (schema: unknown, value: unknown, spot: Spot) => Generator<SchemaError>;
