import { z } from "zod";
import { Name } from "./name.ts";
import { Moment, Text } from "./text.ts";

/**
 * What a person confirmed at a stage: a line of
 * `environments/<env>/<rollout>.confirmations.jsonl`, which only grows and is
 * reviewed as every other file.
 */
export const Confirmation = z.strictObject({
  gate: Name,
  stage: Name,
  /** The item or task that is done, by its text or name; the whole gate when left out. */
  item: Text.optional(),
  /** In whose name: a contact of the rollout. */
  by: Name,
  /** Who wrote it down, where that is somebody else. */
  operator: Text.optional(),
  at: Moment,
  note: Text.optional(),
});
export type Confirmation = z.output<typeof Confirmation>;
