import type { z } from "zod";
import { refusal } from "./refusal.ts";
import type { Call } from "./world.ts";

/** The body of a call by a schema; anything else is refused with 422 and GitHub's words. */
export function readBody<Schema extends z.ZodType>(call: Call, schema: Schema): z.output<Schema> {
  const read = schema.safeParse(call.body ?? {});
  if (read.success) return read.data;
  const said = read.error.issues.map(({ path, message, code, input }) => {
    const place = path.join("/");
    const missing = code === "invalid_type" && valueAt(call.body, path) === undefined;
    return missing
      ? `"${place}" wasn't supplied.`
      : `For 'properties/${place}', ${JSON.stringify(input ?? valueAt(call.body, path)) ?? "nil"} is not valid: ${message}`;
  });
  throw refusal(422, `Invalid request.\n\n${said.join("\n")}`);
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (here, name) => (typeof here === "object" && here !== null ? Object.getOwnPropertyDescriptor(here, name)?.value : undefined),
    value,
  );
}
