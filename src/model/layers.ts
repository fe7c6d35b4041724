import { z } from "zod";

const known = new WeakMap<z.core.$ZodType, readonly z.core.$ZodType[]>();

/** The schemas behind wrappers (optional, default, pipe): one, or each choice of a union. */
export function layers(schema: z.core.$ZodType): readonly z.core.$ZodType[] {
  const found = known.get(schema) ?? [...layersOf(schema)];
  known.set(schema, found);
  return found;
}

function* layersOf(schema: z.core.$ZodType): Generator<z.core.$ZodType> {
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault
  ) {
    yield* layers(schema.def.innerType);
  } else if (schema instanceof z.ZodPipe) {
    yield* layers(schema.def.in);
  } else if (schema instanceof z.ZodUnion) {
    for (const option of schema.def.options) yield* layers(option);
  } else {
    yield schema;
  }
}
