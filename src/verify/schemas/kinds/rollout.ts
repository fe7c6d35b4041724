import { z } from "zod";
import { RolloutResource } from "../../../model/rollout-resource.ts";
import type { JsonSchema } from "../json-schema.ts";

/** The rollout as data, from the schema that the model has of it. What JSON Schema cannot say is checked by the model itself. */
export function rollout(): JsonSchema {
  const { $schema: _, ...schema } = z.toJSONSchema(RolloutResource, { unrepresentable: "any" });
  return schema;
}
