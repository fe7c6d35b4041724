import { z } from "zod";

/** The schemas behind wrappers (optional, default, pipe): one, or each choice of a union. */
export function* layers(schema: z.core.$ZodType): Generator<z.core.$ZodType> {
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
